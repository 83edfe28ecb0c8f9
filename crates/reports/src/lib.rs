//! Data into bytes that leave the product: mails so far. No I/O.
#![deny(missing_docs)]

/// E-mails: MJML and text templates over plain data.
pub mod mail;
