//! Extended attributes and access control lists, which are copied when a file is
//! replaced. Systems and disks without them need nothing.

use std::fs::File;
use std::io;

/// Copies the attributes of a file to another one.
///
/// # Errors
/// If the access control list cannot be copied. Other attributes are copied if possible.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(crate) fn copy(from: &File, to: &File) -> io::Result<()> {
    use rustix::fs::{XattrFlags, fgetxattr, flistxattr, fsetxattr};
    /// No system allows more for all names of a file, or for a value.
    const LONGEST: usize = 1 << 16;
    /// The access control list.
    const ACCESS: &[u8] = b"system.posix_acl_access";
    let mut names = vec![0; LONGEST];
    let Ok(length) = flistxattr(from, names.as_mut_slice()) else { return Ok(()) };
    let mut value = vec![0; LONGEST];
    let names = names.get(..length).unwrap_or_default();
    for name in names.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        let done = fgetxattr(from, name, value.as_mut_slice()).and_then(|length| {
            fsetxattr(to, name, value.get(..length).unwrap_or_default(), XattrFlags::empty())
        });
        match done {
            Err(error) if name == ACCESS => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

/// There are no attributes here.
///
/// # Errors
/// None.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub fn copy(_from: &File, _to: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use rustix::fs::{XattrFlags, fgetxattr, fsetxattr};

    use super::{File, copy};

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test makes files")]
    fn what_others_noted_at_a_file_stays() {
        let folder = tempfile::tempdir().unwrap();
        let make = |name: &str| File::create(folder.path().join(name)).unwrap();
        let (from, to) = (make("from"), make("to"));
        if fsetxattr(&from, "user.note", b"kept", XattrFlags::empty()).is_err() {
            eprintln!("skipped: this disk has no attributes");
            return;
        }
        copy(&from, &to).unwrap();
        let mut value = [0; 16];
        let length = fgetxattr(&to, "user.note", value.as_mut_slice()).unwrap();
        assert_eq!(&value[..length], b"kept");
    }
}
