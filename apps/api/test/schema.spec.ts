import { buildSchema } from '@plenary/platform/graphql';
import { isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { resolvers } from '@plenary/nouns/graphql';

test('every type, field and argument of the API says what it is', async () => {
  const { schema, app } = await buildSchema(resolvers);
  await app.close();
  const silent: string[] = [];
  const say = (name: string, description: string | null | undefined): void => {
    if (description == null || description === '') silent.push(name);
  };
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  for (const type of types) {
    const isRoot = ['Query', 'Mutation', 'Subscription'].includes(type.name);
    if (!isRoot) say(type.name, type.description);
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields()))
        say(`${type.name}.${field.name}`, field.description);
    }
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      say(`${type.name}.${field.name}`, field.description);
      for (const argument of field.args)
        say(`${type.name}.${field.name}(${argument.name})`, argument.description);
    }
  }
  expect(types.length).toBeGreaterThan(50);
  expect(silent).toEqual([]);
});
