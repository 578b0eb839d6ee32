//! The parts of the system that Windows has in another form than Unix.

use std::io;

use tokio::signal::windows::{
    CtrlBreak, CtrlC, CtrlClose, CtrlLogoff, CtrlShutdown, ctrl_break, ctrl_c, ctrl_close, ctrl_logoff,
    ctrl_shutdown,
};
use windows_registry::CURRENT_USER;

/// Returns the user's locale, such as `zh-CN`: consoles of Windows set no variable for it.
pub(crate) fn locale() -> Option<String> {
    CURRENT_USER.open("Control Panel\\International").and_then(|key| key.get_string("LocaleName")).ok()
}

/// The events of a console that end a program.
#[derive(Debug)]
pub(crate) struct ConsoleEvents {
    c: CtrlC,
    pause: CtrlBreak,
    close: CtrlClose,
    logoff: CtrlLogoff,
    shutdown: CtrlShutdown,
}

impl ConsoleEvents {
    /// Handles the events from now on, so that they no longer end the program by themselves.
    pub(crate) fn handle() -> io::Result<Self> {
        let (c, pause, close) = (ctrl_c()?, ctrl_break()?, ctrl_close()?);
        Ok(Self { c, pause, close, logoff: ctrl_logoff()?, shutdown: ctrl_shutdown()? })
    }

    /// Waits for one of them: Ctrl-C, Ctrl-Break, or the end of the console or of the session.
    pub(crate) async fn next(mut self) {
        tokio::select! {
            _ = self.c.recv() => {}
            _ = self.pause.recv() => {}
            _ = self.close.recv() => {}
            _ = self.logoff.recv() => {}
            _ = self.shutdown.recv() => {}
        }
    }
}
