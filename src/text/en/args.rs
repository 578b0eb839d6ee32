use crate::text::args::ArgsHelp;

pub(in crate::text) const HELP: ArgsHelp = ArgsHelp {
    timeout: "Time limit for a response, in seconds [default: 15]",
    cacert: "PEM file of additional root certificates to trust [env: WX_CACERT] [config: cacert]",
    insecure: "Accept any TLS certificate (insecure)",
    dry_run: "Print the request instead of sending it",
    curl: "Print the request as a curl command instead of sending it",
};
