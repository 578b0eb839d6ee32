#!/bin/sh
# Installs webot for the current user, from the release that this script is a part of.
set -eu

version='@VERSION@'
repository='@REPOSITORY@'
# The archives have these SHA-256 sums, wherever they come from.
checksums='@CHECKSUMS@'

usage() {
    say "Install webot $version

Usage: install.sh [--to FOLDER]

Options:
  --to FOLDER  Folder for the program [env: WEBOT_INSTALL_DIR] [default: ~/.local/bin]
  -h, --help   Show help

Environment:
  WEBOT_MIRROR  Address to download from instead of
                $repository/releases/download;
                the checksums stay those of this script" "安装 webot $version

用法：install.sh [--to 目录]

选项：
  --to 目录   程序所在的目录 [env: WEBOT_INSTALL_DIR] [默认：~/.local/bin]
  -h, --help  显示帮助

环境变量：
  WEBOT_MIRROR  下载地址，用来代替
                $repository/releases/download；
                校验和始终以本脚本为准"
}

say() {
    case $language in
    zh*) printf '%s\n' "$2" ;;
    *) printf '%s\n' "$1" ;;
    esac
}

# fail CODE ENGLISH CHINESE
fail() {
    code=$1
    shift
    say "$@" >&2
    exit "$code"
}

has() {
    command -v "$1" >/dev/null 2>&1
}

target() {
    system=$(uname -s)
    machine=$(uname -m)
    case $machine in
    x86_64 | amd64) architecture=x86_64 ;;
    aarch64 | arm64) architecture=aarch64 ;;
    *) architecture=$machine ;;
    esac
    case $system in
    Linux) echo "$architecture-unknown-linux-musl" ;;
    Darwin)
        # A shell that runs under Rosetta says x86_64.
        if [ "$(sysctl -n sysctl.proc_translated 2>/dev/null || true)" = 1 ]; then
            architecture=aarch64
        fi
        echo "$architecture-apple-darwin"
        ;;
    *) echo "$machine $system" ;;
    esac
}

checksum_of() {
    printf '%s\n' "$checksums" | while read -r sum name; do
        if [ "$name" = "$1" ]; then echo "$sum"; fi
    done
}

sha256() {
    if has sha256sum; then
        sum=$(sha256sum <"$1")
    elif has shasum; then
        sum=$(shasum -a 256 <"$1")
    elif has openssl; then
        sum=$(openssl dgst -sha256 -r <"$1")
    else
        fail 3 'error: no program for SHA-256 was found
hint: install sha256sum, shasum or openssl' '错误：找不到计算 SHA-256 的程序
提示：请安装 sha256sum、shasum 或 openssl'
    fi
    echo "${sum%% *}"
}

download() {
    if has curl; then
        curl --fail --silent --show-error --location --retry 2 --connect-timeout 15 --output "$2" "$1"
    elif has wget; then
        wget -q -T 15 -O "$2" "$1"
    else
        fail 3 'error: neither curl nor wget was found' '错误：找不到 curl 或 wget'
    fi
}

main() {
    language=${WEBOT_LANG:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}}
    folder=${WEBOT_INSTALL_DIR:-}
    while [ $# -gt 0 ]; do
        case $1 in
        --to)
            if [ $# -lt 2 ]; then fail 2 'error: --to needs a folder' '错误：--to 需要一个目录'; fi
            folder=$2
            shift
            ;;
        -h | --help)
            usage
            return
            ;;
        *) fail 2 "error: unexpected argument \`$1\`
hint: see --help" "错误：意外的参数 \`$1\`
提示：请看 --help" ;;
        esac
        shift
    done
    if [ -z "$folder" ]; then
        if [ -z "${HOME:-}" ]; then
            fail 3 'error: HOME is not set
hint: name a folder with --to' '错误：未设置 HOME
提示：请用 --to 指定目录'
        fi
        folder=$HOME/.local/bin
    fi

    target=$(target)
    archive=webot-$target.tar.gz
    wanted=$(checksum_of "$archive")
    if [ -z "$wanted" ]; then
        fail 3 "error: this release has no program for $target
hint: build it with cargo, see $repository" "错误：此版本没有适用于 $target 的程序
提示：请用 cargo 自行编译，见 $repository"
    fi

    # Beside its place, so that the move at the end is whole or not at all.
    if ! mkdir -p "$folder" || ! temporary=$(mktemp -d "$folder/.webot-install.XXXXXX"); then
        fail 3 "error: cannot write to $folder
hint: name another folder with --to" "错误：无法写入 $folder
提示：请用 --to 指定其他目录"
    fi
    trap 'rm -rf "$temporary"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP

    base=${WEBOT_MIRROR:-$repository/releases/download}
    url=${base%/}/v$version/$archive
    say "downloading $url" "正在下载 $url" >&2
    if ! download "$url" "$temporary/$archive"; then
        fail 4 'error: the download failed
hint: WEBOT_MIRROR names another address to download from' '错误：下载失败
提示：可用 WEBOT_MIRROR 指定其他下载地址'
    fi

    actual=$(sha256 "$temporary/$archive")
    if [ "$actual" != "$wanted" ]; then
        fail 1 "error: the archive is not that of the release, nothing was installed
  expected: $wanted
  actual:   $actual" "错误：压缩包与发布的不一致，未安装任何文件
  应为：$wanted
  实为：$actual"
    fi

    tar -xzf "$temporary/$archive" -C "$temporary"
    program=$temporary/webot-$target/webot
    if ! "$program" --version >/dev/null; then
        fail 3 "error: the program for $target does not run here" "错误：适用于 $target 的程序无法在本机运行"
    fi
    mv -f "$program" "$folder/webot"
    say "installed webot $version as $folder/webot" "已安装 webot $version：$folder/webot" >&2
    case :$PATH: in
    *":$folder:"*) ;;
    *) say "hint: the folder is not in PATH; add to your shell's profile: export PATH=\"$folder:\$PATH\"" \
        "提示：该目录不在 PATH 中，请在 shell 的配置文件中加入：export PATH=\"$folder:\$PATH\"" >&2 ;;
    esac
    say 'try: webot send --demo' '试一试：webot send --demo' >&2
}

# Called at the end, so that a download that broke off does nothing.
main "$@"
