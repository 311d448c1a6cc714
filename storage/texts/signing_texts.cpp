// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/texts.h"

namespace oxseal::texts {

std::span<const Entry> signingTexts()
{
    static constexpr Entry entries[] = {
        {"signing.not_cms", "This is not a CMS signature.", "Name a .p7s file, a signed PDF or a packet."},
        {"signing.certificate", "The certificate does not belong to the signing key.",
            "Sign with the certificate that was issued for this key; after new keys a new certificate is needed."},
        {"pdf.damaged", "This PDF cannot be read: it is cut, damaged or not as the format demands.", "Open it in a PDF viewer, save it under a new name, and try again."},
        {"pdf.encrypted", "This PDF is encrypted.", "Save it without a password and try again."},
        {"pdf.too_large", "This PDF is larger or more deeply packed than such a file ever is.", "Choose the form that was sent, filled in and saved."},
        {"signing.not_pdf", "This is not a PDF file.", "Name a PDF file."},
        {"signing.pdf_unsupported", "This PDF is built in a way that Oxseal cannot sign.",
            "Let Oxseal draw the document, or sign it elsewhere and attach the signed file."},
        {"verify.algorithm", "The signature uses an algorithm that is not judged here.", ""},
        {"verify.attributes", "A signed attribute stands more than once.", ""},
        {"verify.attributes_missing", "The signature has no signed attributes.", ""},
        {"verify.certificate", "A certificate inside the signature cannot be read.", ""},
        {"verify.certificate_missing", "The signer's certificate is not inside the signature.", ""},
        {"verify.cms_encoding", "The signature is not encoded in the one canonical way.", ""},
        {"verify.cms_unsupported", "The signature is built in a way that is not judged here.", ""},
        {"verify.content_missing", "The signed content was not given.", ""},
        {"verify.content_type", "The signature is about another type of content.", ""},
        {"verify.content_unreadable", "The signed content cannot be read.", ""},
        {"verify.digest", "The signed content was altered.", ""},
        {"verify.no_signature", "There is no signature.", ""},
        {"verify.path", "The signer's certificate was not issued by the authority in the packet.", ""},
        {"verify.pdf_byte_range", "The range of signed bytes is not what it must be (byte {0}).", ""},
        {"verify.pdf_changed", "The document was changed after this signature (from byte {0} on).", ""},
        {"verify.pdf_subfilter", "The kind of signature {0} is not judged here.", ""},
        {"verify.pdf_uncovered", "Bytes after position {0} are covered by no signature.", ""},
        {"verify.signature", "The signature does not fit the signer's key.", ""},
        {"verify.signing_certificate", "The signature names another certificate than the one it carries.", ""},
        {"verify.signing_certificate_missing", "The signature does not name its certificate.", ""},
        {"verify.signing_time", "The signing time is not written as it must be.", ""},
        {"verify.timestamp_certificate", "The timestamp's certificate is not one for timestamps alone.", ""},
        {"verify.timestamp_form", "The timestamp token is not built as it must be.", ""},
        {"verify.timestamp_other", "The timestamp belongs to another signature.", ""},
        {"verify.timestamp_signature", "The timestamp's own signature does not hold.", ""},
        {"verify.untrusted", "The signer's key is none of those you trust.", ""},
    };
    return entries;
}

} // namespace oxseal::texts
