use crate::text::args::ArgsHelp;

pub(in crate::text) const HELP: ArgsHelp = ArgsHelp {
    timeout: "等待响应的超时时间，单位秒 [默认：15]",
    cacert: "额外信任的根证书文件（PEM） [环境变量：WX_CACERT] [配置：cacert]",
    insecure: "接受任何 TLS 证书（不安全）",
    dry_run: "显示请求，不发送",
    curl: "把请求显示为 curl 命令，不发送",
};
