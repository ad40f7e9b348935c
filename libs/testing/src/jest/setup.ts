import { endChildren } from '../child.js';

afterAll(endChildren);
