//! Text on its way to a writer. It is gathered and leaves in slices: no call for every word, and no million events held.

use std::io;

/// How much is gathered before it leaves, in bytes.
const SLICE: usize = 1 << 16;

/// A sheet that is written on and sent off when it is full.
pub(crate) struct Paper<'w> {
    /// What was not sent yet.
    pub text: String,
    out: &'w mut dyn io::Write,
}

impl<'w> Paper<'w> {
    /// An empty sheet.
    pub(crate) fn new(out: &'w mut dyn io::Write) -> Self {
        Self { text: String::with_capacity(SLICE + SLICE / 4), out }
    }

    /// Sends the sheet off if it is full. To be called after each record.
    pub(crate) fn settle(&mut self) -> io::Result<()> {
        if self.text.len() < SLICE {
            return Ok(());
        }
        self.out.write_all(self.text.as_bytes())?;
        self.text.clear();
        Ok(())
    }

    /// Sends off what is left.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        self.out.write_all(self.text.as_bytes())?;
        self.text.clear();
        self.out.flush()
    }
}
