//! Known mistakes in signing, each as a change to a [`SignatureSpec`]. They are those that developers report: JS-SDK
//! `invalid signature`, pay v2 `签名错误`, callbacks that do not verify.

mod escape;
mod fields;
mod joined;
mod key;
mod lines;
mod names;
mod order;
mod parsed;
mod url;
mod values;
mod variant;

use super::spec::{Role, SignatureSpec};
pub(super) use names::{NOTHING, SAMPLE_VALUES};
pub use variant::Detail;
use variant::Variants;
pub(super) use variant::{FREQUENT, ODD, Variant};

/// Declares the mistakes in search order: each variant, its name in the documentation and in `--json`, and the changes
/// that it stands for.
macro_rules! mistakes {
    ($($variant:ident $name:literal $change:expr;)*) => {
        /// A known mistake.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each is explained in `text`, in both languages")]
        pub enum Mistake { $($variant),* }

        /// All mistakes, in search order.
        pub const MISTAKES: &[Mistake] = &[$(Mistake::$variant),*];

        impl Mistake {
            /// Returns the name used in the documentation and in `--json`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            fn change(self) -> fn(&mut Variants<'_>, &Alternatives) {
                match self { $(Self::$variant => $change),* }
            }
        }
    };
}

mistakes! {
    UrlFragmentKept "url-fragment-kept" url::fragment_kept;
    UrlHtmlEscaped "url-html-escaped" url::html_escaped;
    UrlEncoded "url-encoded" url::encoded;
    UrlEncodedTwice "url-encoded-twice" url::encoded_twice;
    UrlDecoded "url-decoded" url::decoded;
    UrlSchemeSwapped "url-scheme-swapped" url::scheme_swapped;
    UrlTrailingSlash "url-trailing-slash" url::trailing_slash;
    UrlQueryDropped "url-query-dropped" url::query_dropped;
    UrlShareParameters "url-share-parameters" url::share_parameters;
    UrlOriginOnly "url-origin-only" url::origin_only;
    UrlCut "url-cut" url::cut;
    UrlParameterDropped "url-parameter-dropped" url::parameter_dropped;
    UrlPathOnly "url-path-only" url::path_only;
    UrlSchemeMissing "url-scheme-missing" url::scheme_missing;
    UrlWhole "url-whole" url::whole;
    UrlPort "url-port" url::ports;
    UrlOtherHost "url-other-host" url::other_host;
    UrlRewritten "url-rewritten" url::rewritten;
    UrlHostCase "url-host-case" url::host_case;
    TimestampMilliseconds "timestamp-milliseconds" values::milliseconds;
    TimestampTwice "timestamp-twice" nothing;
    NonceKeyCamelCase "nonce-key-camel-case" fields::nonce_renamed;
    NonceCase "nonce-case" values::nonce_case;
    TicketWithSpace "ticket-with-space" key::ticket_with_space;
    KeyWithSpace "key-with-space" key::key_with_space;
    TokenWithSpace "token-with-space" key::token_with_space;
    SecretQuoted "secret-quoted" key::quoted;
    SecretInvisibleCharacter "secret-invisible-character" key::invisible_character;
    TicketKind "ticket-kind" key::ticket_kind;
    TicketOfOtherProfile "ticket-of-other-profile" key::ticket_of_other_profile;
    NotSorted "not-sorted" order::not_sorted;
    SortedWithoutCase "sorted-without-case" order::sorted_without_case;
    SortedDescending "sorted-descending" order::sorted_descending;
    SortedByName "sorted-by-name" order::sorted_by_name;
    SortedByValue "sorted-by-value" order::sorted_by_value;
    EmptyValuesIncluded "empty-values-included" order::empty_values_included;
    SignFieldIncluded "sign-field-included" order::sign_field_included;
    KeyMissing "key-missing" key::missing;
    KeyCase "key-case" key::case;
    KeySortedIn "key-sorted-in" key::sorted_in;
    KeyBare "key-bare" key::bare;
    KeyFirst "key-first" key::first;
    KeyName "key-name" key::name;
    KeyHashed "key-hashed" key::hashed;
    KeyDecoded "key-decoded" key::decoded;
    ValuesEncoded "values-encoded" values::encoded;
    Md5ForHmac "md5-for-hmac" order::md5_for_hmac;
    HmacForMd5 "hmac-for-md5" order::hmac_for_md5;
    UppercaseLowercase "uppercase-lowercase" order::uppercase_lowercase;
    V2KeyAsV3 "v2-key-as-v3" key::v2_as_v3;
    OtherSecret "other-secret" key::other_secret;
    BodyNewline "body-newline" lines::body_newline;
    BodyByteOrderMark "body-byte-order-mark" lines::body_byte_order_mark;
    BodyReserialised "body-reserialised" lines::body_reserialised;
    BodyEmpty "body-empty" lines::body_empty;
    BodyOther "body-other" lines::body_other;
    NewlineMissing "newline-missing" lines::newline_missing;
    NewlineCrlf "newline-crlf" lines::newline_crlf;
    NewlineLiteral "newline-literal" lines::newline_literal;
    OtherSeparator "other-separator" lines::other_separator;
    StringEncoded "string-encoded" joined::encoded;
    ValuesQuoted "values-quoted" joined::quoted;
    ValuesAsJson "values-as-json" joined::as_json;
    AmpersandDoubled "ampersand-doubled" joined::ampersand_doubled;
    AmpersandTrailing "ampersand-trailing" joined::ampersand_trailing;
    AmpersandMissing "ampersand-missing" joined::ampersand_missing;
    SeparatorSpaced "separator-spaced" joined::spaced;
    StringNewline "string-newline" joined::newline;
    OtherMethod "other-method" lines::other_method;
    WrongFieldSigned "wrong-field-signed" fields::wrong_field;
    PackageForm "package-form" values::package;
    FieldDropped "field-dropped" fields::dropped;
    FieldAdded "field-added" fields::added;
    FieldRenamed "field-renamed" fields::renamed;
    NamesRestyled "names-restyled" fields::restyled;
    FieldsSwapped "fields-swapped" fields::swapped;
    ValueNothing "value-nothing" values::nothing;
    OtherValue "other-value" values::other;
    ValueReformatted "value-reformatted" values::reformatted;
    ValueParsed "value-parsed" parsed::numbers;
    ValueCase "value-case" values::case;
    ValuesEscaped "values-escaped" escape::escaped;
    CdataKept "cdata-kept" escape::cdata_kept;
    OtherCharset "other-charset" escape::other_charset;
    OtherHash "other-hash" order::other_hash;
    HmacForHash "hmac-for-hash" order::hmac_for_hash;
    HashedTwice "hashed-twice" order::hashed_twice;
    OtherOutput "other-output" order::other_output;
    OtherRecipe "other-recipe" other_recipe;
    RsaPadding "rsa-padding" nothing;
    RsaHash "rsa-hash" nothing;
    RsaOutput "rsa-output" nothing;
}

/// Other values of the same developer that may have been used by mistake.
#[derive(Clone, Default)]
pub struct Alternatives {
    /// The ticket of the other kind: `wx_card` for `jsapi`, and the reverse.
    pub ticket_of_other_kind: Option<String>,
    /// True for a page in WeCom, whose ticket is the company's.
    pub is_work: bool,
    /// The tickets of the same kind of other profiles.
    pub tickets_of_others: Vec<String>,
    /// The key of the other version of WeChat Pay.
    pub other_key: Option<String>,
    /// Further secrets.
    pub secrets: Vec<OtherSecret>,
    /// Values that are no secrets, by the names that fields have: `appid`, `mch_id`.
    pub values: Vec<(String, String)>,
    /// The whole URL of a request, if it is known.
    pub url: Option<String>,
    /// Signatures of other recipes over the same values.
    pub sisters: Vec<Sister>,
}

/// A secret that may have been used by mistake.
#[derive(Clone)]
pub struct OtherSecret {
    /// The key of `wx_config.json` or the flag that holds it.
    pub name: String,
    /// The secret.
    pub value: String,
}

/// A signature of another recipe over the same values.
#[derive(Clone)]
pub struct Sister {
    /// The developers' name of the signed thing: `cardExt`, `wx.config`.
    pub name: &'static str,
    /// The specification.
    pub spec: SignatureSpec,
}

impl Mistake {
    /// Returns the specifications of at most this rank that the mistake leads to; empty if the mistake is not possible
    /// here. Mistakes with hundreds of values have the rest of them in [`Self::rare_variants`].
    pub(super) fn variants(self, spec: &SignatureSpec, other: &Alternatives, max_rank: u8) -> Vec<Variant> {
        let mut variants = Variants::new(spec, max_rank);
        self.change()(&mut variants, other);
        variants.found
    }

    /// Returns the further specifications of a mistake that has hundreds: every millisecond of a second, every second
    /// of two minutes, every order of up to six values.
    pub(super) fn rare_variants(self, spec: &SignatureSpec) -> Box<dyn Iterator<Item = Variant> + '_> {
        match self {
            Self::TimestampMilliseconds => Box::new(values::every_millisecond(spec)),
            Self::TimestampTwice => Box::new(values::other_seconds(spec)),
            Self::NotSorted => Box::new(order::every_order(spec)),
            _ => Box::new(std::iter::empty()),
        }
    }

    /// Returns whether the mistake changes the URL.
    pub(crate) fn is_of_url(self) -> bool {
        self <= Self::UrlHostCase
    }

    /// Returns whether the mistake is often made twice, in two fields.
    pub(super) fn repeats(self) -> bool {
        matches!(
            self,
            Self::FieldDropped
                | Self::FieldAdded
                | Self::FieldRenamed
                | Self::ValueNothing
                | Self::OtherValue
        )
    }

    /// Returns whether the mistake, made in two fields, leads to the same string in either order.
    pub(super) fn commutes(self) -> bool {
        matches!(self, Self::FieldDropped | Self::FieldAdded | Self::FieldRenamed | Self::ValueNothing)
    }

    /// Returns whether the mistake rewrites the text of values, so that it matters what came before it.
    pub(super) fn rewrites(self) -> bool {
        self.is_of_url()
            || matches!(
                self,
                Self::ValuesEncoded
                    | Self::ValuesEscaped
                    | Self::CdataKept
                    | Self::BodyReserialised
                    | Self::BodyNewline
                    | Self::BodyByteOrderMark
                    | Self::NotSorted
                    | Self::SortedWithoutCase
                    | Self::SortedDescending
                    | Self::SortedByName
                    | Self::FieldAdded
                    | Self::OtherRecipe
            )
    }
}

/// Changes nothing: the mistake is found in another way.
fn nothing(_: &mut Variants<'_>, _: &Alternatives) {}

fn other_recipe(variants: &mut Variants<'_>, other: &Alternatives) {
    for sister in &other.sisters {
        let detail = Detail::to(sister.name);
        variants.push(ODD, detail, |spec| *spec = sister.spec.clone());
    }
}

/// Returns whether the signature is one of RSA, which is not written in hexadecimal digits.
pub(super) fn is_rsa(spec: &SignatureSpec) -> bool {
    use super::spec::Scheme::{Api, Notification, PayClient, PayRequest};
    matches!(spec.scheme, PayRequest | PayClient | Notification | Api)
}

/// Returns the position of the first part of this role.
fn position(spec: &SignatureSpec, role: Role) -> Option<usize> {
    spec.parts.iter().position(|part| part.role == role)
}

/// Returns whether a value has letters, digits and `-_.` only, which no notation escapes.
fn is_plain(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

fn is_digits(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
}
