# syntax=docker/dockerfile:1
# One image with the server, the workers and the app: `steward serve`, `steward work`, `steward migrate`.

FROM node:22-bookworm-slim AS packages
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci

FROM rust:1.95-bookworm AS build
RUN rustup target add wasm32-unknown-unknown
# The app's build calls Node for wasm-opt and Vite.
COPY --from=packages /usr/local/bin/node /usr/local/bin/node
WORKDIR /src
COPY . .
COPY --from=packages /src/frontend/node_modules frontend/node_modules
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo build --release --locked --package server \
    && cargo xtask frontend \
    && cp target/release/steward /usr/local/bin/steward

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home steward
COPY --from=build /usr/local/bin/steward /usr/local/bin/steward
COPY --from=build /src/frontend/dist /usr/share/steward/app
ENV STEWARD_ENV=production \
    STEWARD_LISTEN=0.0.0.0:8080 \
    STEWARD_APP_DIR=/usr/share/steward/app \
    TZ=UTC
USER steward
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 CMD ["steward", "health"]
ENTRYPOINT ["steward"]
CMD ["serve"]
