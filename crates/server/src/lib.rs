//! Configuration, telemetry, wiring.
