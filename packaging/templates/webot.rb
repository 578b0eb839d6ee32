class Webot < Formula
  desc "Command line of WeChat developers"
  homepage "@REPOSITORY@"
  version "@VERSION@"
  license "@LICENSE@"

  on_macos do
    on_arm do
      url "@REPOSITORY@/releases/download/v@VERSION@/webot-aarch64-apple-darwin.tar.gz"
      sha256 "@SHA256_AARCH64_APPLE_DARWIN@"
    end
    on_intel do
      url "@REPOSITORY@/releases/download/v@VERSION@/webot-x86_64-apple-darwin.tar.gz"
      sha256 "@SHA256_X86_64_APPLE_DARWIN@"
    end
  end

  on_linux do
    on_arm do
      url "@REPOSITORY@/releases/download/v@VERSION@/webot-aarch64-unknown-linux-musl.tar.gz"
      sha256 "@SHA256_AARCH64_UNKNOWN_LINUX_MUSL@"
    end
    on_intel do
      url "@REPOSITORY@/releases/download/v@VERSION@/webot-x86_64-unknown-linux-musl.tar.gz"
      sha256 "@SHA256_X86_64_UNKNOWN_LINUX_MUSL@"
    end
  end

  def install
    bin.install "webot"
    generate_completions_from_executable(bin/"webot", "completions")
    system bin/"webot", "man", man1
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/webot --version")
    system bin/"webot", "send", "--demo"
  end
end
