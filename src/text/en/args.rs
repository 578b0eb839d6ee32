use crate::text::args::ArgsHelp;

pub(in crate::text) const HELP: ArgsHelp = ArgsHelp {
    timeout: "Seconds to wait for an answer [default: 15]",
    cacert: "PEM file of further root certificates to trust [else WX_CACERT, the config file]",
    insecure: "Accept any TLS certificate (insecure)",
    dry_run: "Show the request, send nothing",
    curl: "Show the request as a curl command, send nothing",
};
