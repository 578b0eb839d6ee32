use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use redis::Commands as _;

/// The password of every server of a test.
pub const REDIS_PASSWORD: &str = "redis-pa55word-of-a-test";

/// A `redis-server` of a test's own, where one is installed; it ends with the test.
pub struct Redis {
    child: Child,
    port: u16,
}

impl Redis {
    /// Starts one; nothing, with a note, where none is installed.
    pub fn start() -> Option<Self> {
        for _ in 0..10 {
            // Somebody else may take the port in between, which ends the server at once.
            let free = TcpListener::bind("127.0.0.1:0").expect("a port");
            let port = free.local_addr().expect("an address").port();
            drop(free);
            match Self::child(port)? {
                Ok(child) => return Some(Self { child, port }),
                Err(mut child) => {
                    child.kill().ok();
                    child.wait().ok();
                }
            }
        }
        panic!("redis-server does not start");
    }

    /// A server that is ready, or one that will not be.
    fn child(port: u16) -> Option<Result<Child, Child>> {
        let mut command = Command::new("redis-server");
        command.args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--requirepass", REDIS_PASSWORD]);
        command.args(["--save", "", "--appendonly", "no"]);
        let started = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let Ok(mut child) = started else {
            #[expect(clippy::print_stderr, reason = "a test that did not run says so")]
            {
                eprintln!("skipped: redis-server is not installed");
            }
            return None;
        };
        let mut lines = BufReader::new(child.stdout.take().expect("stdout")).lines();
        let ready = lines.by_ref().map_while(Result::ok).any(|line| line.contains("Ready to accept"));
        // Whoever does not read its log stops it.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        Some(if ready { Ok(child) } else { Err(child) })
    }

    /// Kills it.
    pub fn kill(&mut self) {
        self.child.kill().expect("SIGKILL");
        self.child.wait().expect("an end");
    }

    /// Sends it a signal: `-STOP`, `-CONT`.
    pub fn signal(&self, signal: &str) {
        let status = Command::new("kill").args([signal, &self.child.id().to_string()]).status();
        assert!(status.expect("kill").success());
    }

    /// Starts it again, on the same port.
    pub fn again(&mut self) {
        let start = Instant::now();
        loop {
            if let Ok(child) = Self::child(self.port).expect("redis-server") {
                self.child = child;
                return;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "the port is not free");
        }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn url(&self) -> String {
        format!("redis://:{REDIS_PASSWORD}@127.0.0.1:{}/2", self.port)
    }

    pub fn client(&self) -> redis::Connection {
        redis::Client::open(self.url()).expect("a URL").get_connection().expect("a connection")
    }

    pub fn get(&self, key: &str) -> Option<String> {
        self.client().get(key).expect("an answer")
    }

    pub fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = self.client().keys("*").expect("an answer");
        keys.sort();
        keys
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
