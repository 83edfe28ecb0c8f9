//! Builds that do not get in each other's way, and a folder that is never half-built.
use std::{
    fs::{self, File},
    path::Path,
};

use crate::Outcome;

/// Waits until no other build is under way. The turn ends with the value, or with the process.
pub fn take_turn(target: &Path) -> Outcome<File> {
    fs::create_dir_all(target)?;
    let lock = File::create(target.join("frontend.lock"))?;
    if lock.try_lock().is_err() {
        println!("waiting for another build of the app");
        lock.lock()?;
    }
    Ok(lock)
}

/// Puts a finished folder in the place of what was there before.
pub fn put(fresh: &Path, at: &Path) -> Outcome {
    let old = at.with_extension("old");
    // Left by a run that was broken off.
    remove(&old)?;
    if at.exists() {
        fs::rename(at, &old)?;
    }
    fs::rename(fresh, at)?;
    remove(&old)
}

fn remove(folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        thread,
        time::Duration,
    };

    use super::*;

    #[test]
    fn builds_take_turns() {
        let target = tempfile::tempdir().unwrap();
        let building = AtomicUsize::new(0);
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let _turn = take_turn(target.path()).unwrap();
                    assert_eq!(building.fetch_add(1, Ordering::SeqCst), 0);
                    thread::sleep(Duration::from_millis(10));
                    building.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
    }

    #[test]
    fn a_fresh_folder_replaces_all_of_the_old_one() {
        let inside = tempfile::tempdir().unwrap();
        let (fresh, dist) = (inside.path().join("dist.new"), inside.path().join("dist"));
        // What a run that was broken off may have left.
        fs::create_dir(inside.path().join("dist.old")).unwrap();
        for name in ["first.js", "second.js"] {
            fs::create_dir(&fresh).unwrap();
            fs::write(fresh.join(name), name).unwrap();
            put(&fresh, &dist).unwrap();
        }
        let names: Vec<_> = fs::read_dir(&dist).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["second.js"]);
        assert_eq!(fs::read_dir(inside.path()).unwrap().count(), 1);
    }
}
