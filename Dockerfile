# syntax=docker/dockerfile:1
# The gateway as an image: `docker build --build-arg VERSION=0.2.0 --build-arg REVISION="$(git rev-parse HEAD)" -t registergraf .`
# What it needs, and how much memory: docs/operations.md, "In a container, in Kubernetes, under systemd".
# `npm run test:image` runs these steps in a clean folder, without a container engine.

FROM node:24-bookworm-slim AS build
WORKDIR /app
# The lock file alone decides what is installed, and no package runs a script of its own.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src src
RUN npm run build
# From here on only what runs: no compiler, no tests.
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund

# Node and its libraries: no shell, no package manager, nothing that a read-only root must be writable for.
FROM gcr.io/distroless/nodejs24-debian12:nonroot
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="registergraf" \
      org.opencontainers.image.description="One GraphQL graph over three public registers" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE ./
COPY bin bin
COPY schema schema
# The documentation, which is served in the profile open.
COPY README.md README.md
COPY CHANGELOG.md CHANGELOG.md
COPY SECURITY.md SECURITY.md
COPY .env.example .env.example
COPY docs docs
COPY examples/graphiql examples/graphiql
COPY examples/operations examples/operations
COPY examples/typed/persisted-documents.json examples/typed/persisted-documents.json
# Old space alone makes V8 shrink the young generation with it, and then nearly all time goes into collecting: both, or neither.
# Outside of the container nobody reaches the default, 127.0.0.1.
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    NODE_OPTIONS="--max-old-space-size=256 --max-semi-space-size=16"
EXPOSE 4000
# A number, so that Kubernetes can tell that it is not root (runAsNonRoot).
USER 65532:65532
# Node itself is process 1 and gets SIGTERM; it ends within 41 seconds: `docker run --stop-timeout 45`.
# `docker run registergraf doctor` runs another command of registergraf.
ENTRYPOINT ["/nodejs/bin/node", "bin/registergraf.js"]
CMD ["start"]
STOPSIGNAL SIGTERM
# No HEALTHCHECK: each look would start a second Node, some 40 MB, inside the memory of the gateway. Whoever runs the container asks
# /health/live and /health/ready over HTTP.
