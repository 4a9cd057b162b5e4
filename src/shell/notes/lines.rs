//! Lines from a socket, of limited length.

use std::io::{self, BufRead, BufReader, Read as _};
use std::os::unix::net::UnixStream;

#[derive(Debug)]
pub(crate) struct Lines {
    stream: BufReader<UnixStream>,
    longest: usize,
    line: Vec<u8>,
}

impl Lines {
    /// `longest` is in bytes, without the newline.
    pub(crate) fn new(stream: UnixStream, longest: usize) -> Self {
        Self { stream: BufReader::new(stream), longest, line: Vec::new() }
    }

    pub(crate) fn stream(&self) -> &UnixStream {
        self.stream.get_ref()
    }

    /// The next line without its newline; `None` at the end.
    ///
    /// # Errors
    /// If a line is too long or incomplete, or the connection fails.
    pub(crate) fn next(&mut self) -> io::Result<Option<&[u8]>> {
        self.line.clear();
        let most = u64::try_from(self.longest + 1).unwrap_or(u64::MAX);
        self.stream.by_ref().take(most).read_until(b'\n', &mut self.line)?;
        match self.line.pop() {
            None => Ok(None),
            Some(b'\n') => Ok(Some(&self.line)),
            Some(_) => Err(io::ErrorKind::InvalidData.into()),
        }
    }
}
