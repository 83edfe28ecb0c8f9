use std::{
    io,
    net::{SocketAddr, TcpListener},
};

use crate::config::Listen;

/// How many ports are tried after the first.
const PORTS_TRIED: u16 = 50;

/// Takes the port, or the next free one where that will do.
pub(crate) fn bind(listen: Listen) -> io::Result<TcpListener> {
    let first = listen.address.port();
    let last = if listen.or_next_free { first.saturating_add(PORTS_TRIED) } else { first };
    let mut taken = None;
    for port in first..=last {
        match TcpListener::bind(SocketAddr::new(listen.address.ip(), port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => taken = Some(error),
            Err(error) => return Err(error),
        }
    }
    Err(taken.unwrap_or_else(|| io::Error::from(io::ErrorKind::AddrInUse)))
}
