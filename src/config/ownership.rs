//! The search for `wx_config.json`, and the reasons to ignore a file that another user could have written.
//!
//! The owner of the file decides, not that of its folder: a user who replaces a file becomes its owner.

use std::path::{Path, PathBuf};

use super::env::Env;
use super::file::{FILE_NAME, FileScope};
use crate::files::canonical;

/// The reason why a file that the search finds is ignored.
#[cfg_attr(not(unix), expect(dead_code, reason = "files have no Unix owner and mode"))]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Distrust {
    /// The file belongs to the user with this number, who is neither the current user nor root.
    Owner(u32),
    /// Other users may write the file; its Unix mode.
    Writable(u32),
    /// Other users may replace the file, because they may write its folder.
    FolderWritable {
        /// The folder.
        folder: PathBuf,
        /// Its Unix mode.
        mode: u32,
    },
    /// The file is a symbolic link to this file outside its folder and its repository.
    Link(PathBuf),
}

/// The result of a search.
#[derive(Debug, Default)]
pub(crate) struct FoundConfig {
    /// The file in use and its scope.
    pub file: Option<(PathBuf, FileScope)>,
    /// The files before it that are ignored.
    pub ignored: Vec<(PathBuf, Distrust)>,
}

impl FoundConfig {
    /// Returns the path of the file in use.
    pub(crate) fn path(self) -> Option<PathBuf> {
        self.file.map(|(path, _)| path)
    }
}

/// Returns the paths where a file is searched, in this order: from `here` up to the repository's root, then the user's
/// own folder. A world-writable parent folder, such as `/tmp`, ends the search upwards, because a file there may belong
/// to another user.
pub(crate) fn places<'a>(here: &'a Path, own: Option<&'a Path>) -> impl Iterator<Item = PathBuf> {
    let mut above_root = false;
    let up = here.ancestors().take_while(move |folder| {
        let wanted = !above_root && (*folder == here || !unix::is_world_writable(folder));
        above_root |= !wanted || folder.join(".git").exists();
        wanted
    });
    up.chain(own).map(|folder| folder.join(FILE_NAME))
}

/// Returns the first path of [`places`] that exists and can be trusted, whether a file or a folder; reading a folder is
/// then an error.
pub(crate) fn find(env: &Env, own: Option<&Path>) -> FoundConfig {
    // A file in the user's own folder that cannot be accessed is returned too, so that reading it reports the error.
    let hidden = |path: &Path| own.is_some_and(|own| path.starts_with(own)) && path.try_exists().is_err();
    let mut found = FoundConfig::default();
    for path in places(&env.here, own) {
        if !path.exists() && !hidden(&path) {
            continue;
        }
        if let Some(reason) = distrust(&path, own, env) {
            found.ignored.push((path, reason));
            continue;
        }
        let is_own = own.is_some() && path.parent() == own;
        found.file = Some((path, if is_own { FileScope::User } else { FileScope::Project }));
        break;
    }
    found
}

/// Returns the reason not to trust a file; `None` if there is none, or if the file does not exist.
pub(crate) fn distrust(path: &Path, own: Option<&Path>, env: &Env) -> Option<Distrust> {
    let target = canonical(path).ok()?;
    if path.is_symlink() && own.is_none_or(|own| path.parent() != Some(own)) {
        let folder = canonical(path.parent()?).ok()?;
        let repository = folder.ancestors().find(|folder| folder.join(".git").exists());
        let own = own.and_then(|own| canonical(own).ok());
        let within = |folder: &Path| target.starts_with(folder);
        if !within(repository.unwrap_or(&folder)) && !own.as_deref().is_some_and(within) {
            return Some(Distrust::Link(target));
        }
    }
    unix::distrust(&target, env)
}

#[cfg(unix)]
mod unix {
    use std::fs::Metadata;
    use std::os::unix::fs::MetadataExt as _;
    use std::path::Path;

    use super::{Distrust, Env};
    use crate::files;

    /// The largest `/etc/group` and `/etc/passwd` that are read, in bytes.
    const MAX_ACCOUNTS_BYTES: usize = 4 << 20;

    pub(super) fn is_world_writable(folder: &Path) -> bool {
        folder.metadata().is_ok_and(|metadata| metadata.mode() & 0o002 != 0)
    }

    /// Returns the reason not to trust a file that is no link.
    pub(super) fn distrust(path: &Path, env: &Env) -> Option<Distrust> {
        let data = path.metadata().ok()?;
        if !is_trusted(data.uid(), env) {
            return Some(Distrust::Owner(data.uid()));
        }
        if writable_by_others(&data) {
            return Some(Distrust::Writable(data.mode() & 0o777));
        }
        let folder = path.parent()?;
        let mode = folder.metadata().ok()?.mode();
        // In a sticky folder such as `/tmp`, only its owner replaces a file.
        (mode & 0o002 != 0 && mode & 0o1000 == 0)
            .then(|| Distrust::FolderWritable { folder: folder.to_owned(), mode: mode & 0o777 })
    }

    /// Returns whether a user may write this user's files anyway: root, the user, and who called `sudo`.
    fn is_trusted(uid: u32, env: &Env) -> bool {
        let current = rustix::process::geteuid().as_raw();
        let caller = || env.get("SUDO_UID").and_then(|uid| uid.parse().ok());
        uid == 0 || uid == current || (current == 0 && caller() == Some(uid))
    }

    fn writable_by_others(data: &Metadata) -> bool {
        let mode = data.mode();
        mode & 0o002 != 0 || (mode & 0o020 != 0 && !is_private_group(data.uid(), data.gid()))
    }

    /// Returns whether a group has no member but its owner, as the own group that many systems give each user along with
    /// a umask of 002. The members of root's group can do anything already.
    fn is_private_group(uid: u32, gid: u32) -> bool {
        if gid == 0 {
            return true;
        }
        let read = |path: &str| files::read_text(Path::new(path), MAX_ACCOUNTS_BYTES).unwrap_or_default();
        is_private_group_of(uid, gid, &read("/etc/passwd"), &read("/etc/group"))
    }

    fn is_private_group_of(uid: u32, gid: u32, passwd: &str, group: &str) -> bool {
        let (uid, gid) = (uid.to_string(), gid.to_string());
        let fields = |line: &'_ str| line.split(':').map(str::to_owned).collect::<Vec<_>>();
        let users: Vec<Vec<String>> = passwd.lines().map(fields).collect();
        let owner = users.iter().find(|user| user.get(2) == Some(&uid)).and_then(|user| user.first());
        let groups: Vec<Vec<String>> = group.lines().map(fields).collect();
        let entry = groups.iter().find(|group| group.get(2) == Some(&gid));
        let (Some(owner), Some(entry)) = (owner, entry) else { return false };
        let members = entry.get(3).map(String::as_str).unwrap_or_default();
        let only_owner = members.split(',').all(|member| member.is_empty() || member == owner);
        let shared = users.iter().any(|user| user.get(3) == Some(&gid) && user.get(2) != Some(&uid));
        entry.first() == Some(owner) && only_owner && !shared
    }

    #[cfg(test)]
    mod tests {
        use super::is_private_group_of;

        const PASSWD: &str =
            "root:x:0:0::/root:/bin/sh\nann:x:1000:1000::/home/ann:/bin/sh\nbob:x:1001:100::/:\n";

        #[test]
        fn a_group_is_private_if_it_has_the_name_of_its_only_member() {
            let private = |group: &str| is_private_group_of(1000, 1000, PASSWD, group);
            assert!(private("root:x:0:\nann:x:1000:\n"));
            assert!(private("ann:x:1000:ann\n"));
            assert!(!private("ann:x:1000:ann,bob\n"));
            assert!(!private("dev:x:1000:\n"));
            assert!(!private(""));
            assert!(!is_private_group_of(1001, 100, PASSWD, "users:x:100:\n"));
            let shared = format!("{PASSWD}eve:x:1002:1000::/:\n");
            assert!(!is_private_group_of(1000, 1000, &shared, "ann:x:1000:\n"));
        }
    }
}

#[cfg(not(unix))]
mod unix {
    use std::path::Path;

    use super::{Distrust, Env};

    pub(super) fn is_world_writable(_: &Path) -> bool {
        false
    }

    /// Returns `None`: the access of a file is not read here.
    pub(super) fn distrust(_: &Path, _: &Env) -> Option<Distrust> {
        None
    }
}
