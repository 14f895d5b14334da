# One image per application:
#   docker build --build-arg APP=loyalty-core --tag ellity/loyalty-core .
# and `--target setup` for the one that prepares the servers (see docker-compose.yml).
ARG NODE_IMAGE=node:20.20.2-bookworm-slim

# The manifests alone: as long as they are the same, nothing is installed again.
FROM ${NODE_IMAGE} AS manifests
WORKDIR /ellity
COPY . .
RUN find . -type f ! -name package.json ! -name package-lock.json ! -name .npmrc -delete \
  && find . -type d -empty -delete

FROM ${NODE_IMAGE} AS build
WORKDIR /ellity
COPY --from=manifests /ellity ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
ARG APP
RUN node node_modules/typescript/bin/tsc -b "apps/${APP}/tsconfig.lib.json" \
  && if [ "${APP}" = console ]; then node apps/console-web/scripts/build.mjs; else mkdir -p apps/console-web/dist; fi \
  && mkdir /compiled \
  && cp -r --parents "apps/${APP}/dist" apps/console-web/dist libs/*/dist libs/contracts/snapshots /compiled/

# What the application needs at run time: its production dependencies, its code and that of its libraries.
FROM ${NODE_IMAGE} AS production
WORKDIR /ellity
COPY --from=manifests /ellity ./
ARG APP
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --workspace "apps/${APP}"
COPY --from=build /compiled ./

FROM ${NODE_IMAGE} AS setup
ENV NODE_ENV=production
WORKDIR /ellity
COPY --from=production /ellity ./
COPY tools ./tools
USER node
CMD ["node", "tools/containers/setup.mjs"]

FROM ${NODE_IMAGE} AS application
ARG APP
# MB of a half of the heap's young generation: with 2 a service keeps flat below 250 MB whatever it does, more saves
# collections (docs/benchmarks.md, a long session). And of its old one at most, 0 being V8's own choice.
ARG YOUNG_MB=2
ARG OLD_MB=0
ENV NODE_ENV=production \
    NODE_OPTIONS="--max-semi-space-size=${YOUNG_MB} --max-old-space-size=${OLD_MB} --enable-source-maps" \
    MALLOC_ARENA_MAX=2 \
    HEALTH_PATH=/health/ready
# A place that the sandbox may write to; the rest of the file system can be read-only.
RUN install -d -o node -g node /data
COPY --from=production /ellity /ellity
WORKDIR /ellity/apps/${APP}
USER node
# Says whether the service can do its work. It is never restarted for being unready: see docs/runbook.md.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HTTP_PORT ?? process.env.PORT}${process.env.HEALTH_PATH}`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js"]
