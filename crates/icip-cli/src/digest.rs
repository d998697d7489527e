//! SHA-256 as text, and of a file as it is read.

use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

/// The digits of a digest.
pub(crate) fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The digest of bytes at hand.
pub(crate) fn of_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The digest of a file that is read several times, and whether it was the same each time that the file was read to
/// its end.
#[derive(Debug, Clone, Default)]
pub(crate) struct ReadDigest {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    found: Option<String>,
    changed: bool,
}

impl ReadDigest {
    /// The digest of the bytes that were read; none before the file was read to its end, and none where it has
    /// changed.
    pub(crate) fn found(&self) -> Option<String> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.found.clone().filter(|_| !state.changed)
    }

    /// A reader of the whole file, from its first byte.
    pub(crate) fn reader<R: Read>(&self, inner: R) -> DigestReader<R> {
        DigestReader { inner, digest: Some((Sha256::new(), self.clone())) }
    }

    /// Takes the digest of one reading.
    fn finish(&self, digest: String) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.changed |= state.found.as_ref().is_some_and(|known| *known != digest);
        state.found = Some(digest);
    }
}

/// Reads a file and digests what it reads.
pub(crate) struct DigestReader<R> {
    inner: R,
    /// None once the end was reached, and where nobody asks for the digest.
    digest: Option<(Sha256, ReadDigest)>,
}

impl<R> DigestReader<R> {
    /// A reader that digests nothing.
    pub(crate) fn idle(inner: R) -> Self {
        Self { inner, digest: None }
    }
}

impl<R: Read> Read for DigestReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        if let Some((digest, _)) = &mut self.digest {
            digest.update(&buffer[..read]);
        }
        if read == 0
            && !buffer.is_empty()
            && let Some((digest, all)) = self.digest.take()
        {
            all.finish(hex(&digest.finalize()));
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SHA-256 of `abc`, from FIPS 180-4.
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn what_is_read_is_what_is_digested() {
        let all = ReadDigest::default();
        let mut text = String::new();
        let mut first = all.reader(&b"abc"[..]);
        first.by_ref().take(2).read_to_string(&mut text).expect("text");
        assert_eq!(all.found(), None, "the end was not reached");
        first.read_to_string(&mut text).expect("text");
        assert_eq!((text.as_str(), all.found().as_deref()), ("abc", Some(ABC)));
        assert_eq!(of_bytes(b"abc"), ABC);
        io::copy(&mut all.reader(&b"abc"[..]), &mut io::sink()).expect("the same text");
        assert_eq!(all.found().as_deref(), Some(ABC));
        io::copy(&mut all.reader(&b"abd"[..]), &mut io::sink()).expect("another text");
        assert_eq!(all.found(), None);
    }
}
