//! Whether the files a stage reads are the ones it last ran on.
use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    io,
    path::{Path, PathBuf},
};

use crate::{Outcome, process::root};

/// One stage of the build and the state of what it reads.
pub struct Stage {
    stamp: PathBuf,
    state: String,
}

impl Stage {
    /// Looks at the files and folders in `reads`; `mode` is anything else the result depends on.
    pub fn new(name: &str, reads: &[&Path], mode: &str) -> Outcome<Self> {
        let mut hasher = DefaultHasher::new();
        mode.hash(&mut hasher);
        for path in reads {
            take_in(path, &mut hasher)?;
        }
        Ok(Self { stamp: root().join("frontend/wasm/.stamps").join(name), state: format!("{:016x}", hasher.finish()) })
    }

    /// Whether the stage ran on the same files before and `product` is still there.
    pub fn is_done(&self, product: &Path) -> bool {
        product.exists() && fs::read_to_string(&self.stamp).is_ok_and(|before| before == self.state)
    }

    /// Notes that the stage ran.
    pub fn done(&self) -> Outcome {
        if let Some(folder) = self.stamp.parent() {
            fs::create_dir_all(folder)?;
        }
        Ok(fs::write(&self.stamp, &self.state)?)
    }
}

fn take_in(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    if path.ends_with(".stamps") || !path.exists() {
        return Ok(());
    }
    path.hash(hasher);
    if path.is_dir() {
        let mut inside: Vec<PathBuf> =
            fs::read_dir(path)?.map(|entry| entry.map(|found| found.path())).collect::<io::Result<_>>()?;
        inside.sort();
        inside.iter().try_for_each(|found| take_in(found, hasher))
    } else {
        fs::read(path)?.hash(hasher);
        Ok(())
    }
}
