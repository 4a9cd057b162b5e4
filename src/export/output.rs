//! Buffered output, so that a large export is streamed in large pieces.

use std::io;

/// How much is buffered, in bytes.
const SLICE: usize = 1 << 16;

/// A buffer that is written out when it is full.
pub(crate) struct Output<'w> {
    pub text: String,
    out: &'w mut dyn io::Write,
}

impl<'w> Output<'w> {
    pub(crate) fn new(out: &'w mut dyn io::Write) -> Self {
        Self { text: String::with_capacity(SLICE + SLICE / 4), out }
    }

    /// Writes the buffer out if it is full. Call it after each record.
    pub(crate) fn flush_if_full(&mut self) -> io::Result<()> {
        if self.text.len() < SLICE {
            return Ok(());
        }
        self.out.write_all(self.text.as_bytes())?;
        self.text.clear();
        Ok(())
    }

    /// Writes the rest.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        self.out.write_all(self.text.as_bytes())?;
        self.text.clear();
        self.out.flush()
    }
}
