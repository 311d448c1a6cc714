// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/texts/texts.h"

namespace oxseal::texts {

std::span<const Entry> packetTexts()
{
    static constexpr Entry entries[] = {
        {"document.invalid", "The document value cannot be drawn.", "Report this as a defect with the place named."},
        {"packet.render_failed", "The PDF could not be drawn: {0}.",
            "Check that the program oxseal is complete and that the fonts Noto Sans are installed."},
        {"packet.pdf_failed", "The PDF writer failed.", "Check free memory, then report this as a defect."},
        {"packet.cannot_read", "The file cannot be read.", "Check the name and the permission to read it."},
        {"packet.not_zip", "This is not a packet.", "Name a packet (.zip) that Oxseal exported."},
        {"packet.nothing_to_verify", "This is neither a packet, nor a PDF, nor a CMS signature.",
            "Name a packet (.zip), a signed PDF, or a .p7s file together with --content."},
        {"packet.bad_anchor", "{0} is neither a certificate file nor a fingerprint of 64 hexadecimal digits.",
            "Name a CA certificate by --trust, or a key's SHA-256 fingerprint by --fingerprint."},
        {"packet.verify_too_large", "The file is larger than can be verified at once.", "Verify PDFs of up to 512 MiB."},
        {"packet.verify_cancelled", "The verification was stopped.", ""},
        {"packet.manifest_invalid", "The manifest is not in its canonical form ({0}).", "Ask for the packet again."},
        {"packet.zip_name", "A file name cannot stand in a packet.", "Report this as a defect with the place named."},
        {"packet.zip_write", "The packet could not be written.", "Check free space and permissions, then export again."},
        {"packet.index_title", "Certification packet: {0}, {1}", ""},
        {"packet.index_subtitle", "Sealed at {0}; ledger of {1} entries, root {2}", ""},
        {"packet.index_how",
            "How to check this packet without Oxseal stands in VERIFY.md. Every file listed here is bound by the officers' "
            "signatures over manifest.json.", ""},
        {"packet.index_files", "Files", ""},
        {"packet.index_certificates", "Certificates issued per office", ""},
        {"packet.index_withheld", "Withheld", ""},
        {"packet.index_gaps", "Known gaps", ""},
        {"packet.column_file", "File", ""},
        {"packet.column_role", "Role", ""},
        {"packet.column_bytes", "Bytes", ""},
        {"packet.column_office", "Office", ""},
        {"packet.column_name", "Name", ""},
        {"packet.column_key", "Key", ""},
        {"packet.none_listed", "None listed.", ""},
        {"verify.usage", "oxseal-verify FILE [--trust CA.pem] [--fingerprint HEX] [--content F] [--json]", ""},
        {"verify.verdict", "Verdict: {0} (integrity {1}, trust {2}, time {3}).", ""},
        {"verify.packet_line", "{0}, {1}, sealed at {2}: {3} files, {4} bytes.", ""},
        {"verify.signature_line", "{0}: signed by {1}, key {2}, at {3} ({4}).", ""},
        {"verify.signature_broken_line", "{0}: the signature of {1}, key {2}, at {3} does not hold ({4}).", ""},
        {"verify.not_identified",
            "The signers are not identified: compare the fingerprints above with the enrolment sheets, or name them by "
            "--trust or --fingerprint.", ""},
        {"verify.container", "The container is not in its one canonical form here.", ""},
        {"verify.missing", "The file is missing.", ""},
        {"verify.too_large", "The file is larger than it may be.", ""},
        {"verify.unreadable", "The file cannot be read.", ""},
        {"verify.altered", "The file is not the one that was sealed.", ""},
        {"verify.manifest", "The manifest is not in its canonical form ({0}).", ""},
        {"verify.sums", "The list of sums is not what the manifest says.", ""},
        {"verify.ledger_root", "The ledger entries do not give the root that was signed.", ""},
        {"verify.authority", "The certificates of the authority are not those the manifest names.", ""},
        {"verify.index", "The index of signatures is not in its canonical form.", ""},
        {"verify.unlisted", "The file is named neither by the manifest nor by the index of signatures.", ""},
        {"verify.signer_count", "A signature file must hold exactly one signature.", ""},
        {"verify.signer_office", "The key has no certificate for the office {0}.", ""},
        {"verify.signer_missing", "The signature of {0} is missing.", ""},
        {"verify.certificate_file", "The certificate beside the signature is another one.", ""},
        {"verify.not_pdf", "The file is not a PDF.", ""},
        {"verify.bootstrap_certificate", "The certificate of {0} was issued by the administrator alone.", ""},
        {"verify.second_certificate", "{1} keys have had a certificate for the office {0}.", ""},
        {"verify.mark", "The packet is marked {0}.", ""},
    };
    return entries;
}

} // namespace oxseal::texts
