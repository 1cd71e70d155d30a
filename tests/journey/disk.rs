//! A small disk for one test: a tmpfs in a mount namespace that ends with the test.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::cli_fixture::{path, private_folder};
use crate::tools;

/// A shell in the namespace; it ends when its input ends.
pub struct Disk {
    shell: Child,
    input: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    mount: PathBuf,
    _folder: tempfile::TempDir,
}

impl Disk {
    pub fn new(size: &str) -> Self {
        let folder = tempfile::Builder::new()
            .prefix("portreeve-disk-")
            .tempdir()
            .expect("a folder");
        let mount = folder.path().join("disk");
        private_folder(&mount);
        let mut command = Command::new(tools::system("unshare"));
        if !rustix::process::geteuid().is_root() {
            // In a user namespace of its own a process may mount a tmpfs, if the kernel allows such namespaces.
            command.arg("--map-root-user");
        }
        command.args(["--mount", "--propagation", "private", "sh"]);
        let mut shell = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shell");
        let input = shell.stdin.take();
        let answers = BufReader::new(shell.stdout.take().expect("a pipe"));
        let mut disk = Self {
            shell,
            input,
            answers,
            mount,
            _folder: folder,
        };
        let mounting = format!(
            "mount -t tmpfs -o size={size},mode=700 tmpfs '{}'",
            path(&disk.mount)
        );
        assert!(
            disk.shell_does(&mounting),
            "a tmpfs cannot be mounted: this test needs root, or unprivileged user namespaces (sysctl \
             kernel.unprivileged_userns_clone=1), and a container that allows `unshare --mount`"
        );
        disk
    }

    /// The disk as seen from outside the namespace.
    pub fn root(&self) -> PathBuf {
        let mount = self.mount.strip_prefix("/").expect("an absolute path");
        PathBuf::from(format!("/proc/{}/root", self.shell.id())).join(mount)
    }

    /// Fills the disk to the last byte. Returns the file to remove.
    pub fn fill(&self) -> PathBuf {
        let filler = self.root().join("filler");
        let mut file = File::create(&filler).expect("a file");
        for size in [1 << 16, 1 << 9, 1] {
            while file.write_all(&vec![7; size]).is_ok() {}
        }
        filler
    }

    pub fn make_read_only(&mut self) {
        let remounting = format!("mount -o remount,ro '{}'", path(&self.mount));
        assert!(self.shell_does(&remounting), "the disk cannot be made read-only");
    }

    fn shell_does(&mut self, line: &str) -> bool {
        let input = self.input.as_mut().expect("a pipe");
        // If `unshare` is not permitted, no process reads the input.
        let asked = writeln!(input, "{line} && echo yes || echo no");
        let mut answer = String::new();
        asked.is_ok() && self.answers.read_line(&mut answer).is_ok() && answer.trim() == "yes"
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        self.input = None;
        let _ = self.shell.wait();
    }
}
