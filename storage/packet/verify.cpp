// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packet/verify.h"

#include "storage/crypto/hash.h"
#include "storage/packet/verify_parts.h"
#include "storage/signing/certificate_view.h"
#include "storage/signing/cms.h"
#include "storage/signing/pades.h"
#include "storage/texts/texts.h"

#include <algorithm>

namespace oxseal {
namespace {

constexpr std::uint64_t kLargestPdf = 512ULL * 1024 * 1024;
constexpr std::uint64_t kLargestCms = 16ULL * 1024 * 1024;

bool aboutTrust(const Problem& problem) { return problem.what == "untrusted" || problem.what == "path"; }

std::string sentenceOf(const Problem& problem) { return texts::sentence(("verify." + problem.what).c_str(), problem.arguments); }

Json problemsJson(const std::vector<Problem>& problems)
{
    Json::Array array;
    for (const auto& problem : problems)
        array.push_back(Json().set("path", problem.path).set("what", problem.what).set("text", sentenceOf(problem)));
    return array;
}

void adoptAll(Verification& out, std::vector<SignatureReport> signatures, const std::string& path)
{
    for (auto& signature : signatures) {
        if (signature.path.empty())
            signature.path = path;
        for (auto& problem : signature.problems) {
            if (problem.path.empty())
                problem.path = signature.path;
            out.problems.push_back(problem);
        }
        out.signatures.push_back(std::move(signature));
    }
}

Result<std::string> digestOfFile(const std::filesystem::path& file, DigestAlgorithm algorithm)
{
    OXSEAL_TRY(const auto source, openFileSource(file));
    auto hash = NamedHash::create(botanName(algorithm));
    if (!hash)
        return fail(kCannotReadFile, file.string());
    OXSEAL_CHECK(source->stream(0, source->size(), [&](ByteView block) -> Status {
        hash->update(block);
        return {};
    }));
    return hash->finish();
}

Result<std::vector<std::string>> certificatesOf(const std::vector<std::string>& files)
{
    std::vector<std::string> all;
    for (const auto& file : files) {
        OXSEAL_TRY(const auto source, openFileSource(file));
        const auto bytes = source->size() <= kLargestCms ? source->piece(0, source->size()) : Result<std::string>(fail(kBadAnchor));
        auto found = bytes ? certificatesFromFile(*bytes) : std::vector<std::string>();
        if (found.empty())
            return fail(kBadAnchor, file, {file});
        all.insert(all.end(), found.begin(), found.end());
    }
    return all;
}

Json timestampJson(const std::optional<TimestampReport>& stamp)
{
    if (!stamp)
        return {};
    return Json()
        .set("authority", stamp->authority)
        .set("fingerprint", stamp->fingerprint.hex())
        .set("time", stamp->time ? Json(stamp->time->iso()) : Json())
        .set("intact", stamp->intact)
        .set("trust", name(stamp->trust));
}

std::string timestampLine(const SignatureReport& signature)
{
    const auto& stamp = *signature.timestamp;
    return texts::sentence(stamp.proven() ? "verify.timestamp_line" : "verify.timestamp_unproven_line",
        {signature.path, stamp.authority, stamp.time ? stamp.time->iso() : "-", stamp.fingerprint.hex()});
}

} // namespace

const char* name(Integrity integrity) noexcept
{
    return integrity == Integrity::Intact ? "intact" : integrity == Integrity::Altered ? "altered" : "unknown";
}

void conclude(Verification& out)
{
    const auto fatal = [](const Problem& problem) { return problem.fatal; };
    const bool broken = std::any_of(out.problems.begin(), out.problems.end(),
        [](const Problem& problem) { return problem.fatal && !aboutTrust(problem); });
    const bool doubtful = std::any_of(out.problems.begin(), out.problems.end(),
        [](const Problem& problem) { return !problem.fatal; });
    out.integrity = broken ? Integrity::Altered : doubtful || out.signatures.empty() ? Integrity::Unknown : Integrity::Intact;
    if (!out.signatures.empty()) {
        out.trust = Trust::Anchored;
        out.time = TimeProof::Timestamped;
        for (const auto& signature : out.signatures) {
            out.trust = std::max(out.trust, signature.trust);
            out.time = std::max(out.time, signature.time);
        }
    }
    if (std::any_of(out.problems.begin(), out.problems.end(), fatal))
        out.verdict = Verdict::Invalid;
    else
        out.verdict = out.integrity == Integrity::Intact ? Verdict::Valid : Verdict::Indeterminate;
}

Result<Verification> verifyPdfFile(std::string_view bytes, const VerifyOptions& options)
{
    OXSEAL_TRY(auto report, verifyPdf(bytes, "pdf", options.anchors, {}, options.now));
    Verification out;
    out.kind = "pdf";
    out.files = 1;
    out.bytes = bytes.size();
    out.problems = std::move(report.problems);
    if (report.signatures.empty())
        out.problems.push_back({"pdf", "no_signature", {}, false});
    adoptAll(out, std::move(report.signatures), "pdf");
    conclude(out);
    return out;
}

Result<Verification> verifyCmsFile(
    std::string_view cms, const std::filesystem::path& content, const VerifyOptions& options)
{
    CmsContext context{{}, options.anchors, {}, options.now, false};
    if (!content.empty()) {
        OXSEAL_TRY(const auto probe, openFileSource(content));
        context.content = [&content](DigestAlgorithm algorithm) { return digestOfFile(content, algorithm); };
    }
    OXSEAL_TRY(auto report, verifyCms(cms, context));
    Verification out;
    out.kind = "cms";
    out.files = 1;
    out.bytes = cms.size();
    for (auto& problem : report.problems) {
        problem.path = "cms";
        out.problems.push_back(std::move(problem));
    }
    adoptAll(out, std::move(report.signers), "cms");
    conclude(out);
    return out;
}

Result<Verification> verifyFile(
    const std::filesystem::path& file, const std::filesystem::path& content, const VerifyOptions& options)
{
    OXSEAL_TRY(const auto source, openFileSource(file));
    auto packet = verifyPacket(*source, options);
    if (packet || !packet.error().is(ErrorCode{"packet.not_zip", ErrorClass::Input}))
        return packet;
    const auto head = source->size() >= 5 ? source->piece(0, 5) : Result<std::string>(std::string());
    const bool pdf = head && *head == "%PDF-";
    if (source->size() > (pdf ? kLargestPdf : kLargestCms))
        return fail(pdf ? kVerifyTooLarge : kNothingToVerify, file.string());
    OXSEAL_TRY(const std::string bytes, source->piece(0, source->size()));
    auto result = pdf ? verifyPdfFile(bytes, options) : verifyCmsFile(bytes, content, options);
    if (!result && (result.error().is(kNotCms) || result.error().is(kNotPdf)))
        return fail(kNothingToVerify, file.string());
    return result;
}

Result<Anchors> readAnchors(const std::vector<std::string>& trustFiles, const std::vector<std::string>& fingerprints,
    const std::vector<std::string>& timestampFiles)
{
    Anchors anchors;
    OXSEAL_TRY(anchors.authorities, certificatesOf(trustFiles));
    OXSEAL_TRY(anchors.timestampAuthorities, certificatesOf(timestampFiles));
    for (const auto& text : fingerprints) {
        std::string digits;
        for (const char c : text)
            if (c != ':' && c != ' ')
                digits += c;
        const auto digest = Digest::fromHex(digits);
        if (!digest)
            return fail(kBadAnchor, text, {text});
        anchors.fingerprints.push_back(*digest);
    }
    return anchors;
}

Json toJson(const Verification& out)
{
    Json::Array signatures;
    for (const auto& signature : out.signatures)
        signatures.push_back(Json()
                                 .set("path", signature.path)
                                 .set("signer", signature.signer)
                                 .set("issuer", signature.issuer)
                                 .set("fingerprint", signature.fingerprint.hex())
                                 .set("intact", signature.intact)
                                 .set("trust", name(signature.trust))
                                 .set("time", name(signature.time))
                                 .set("signed_at", signature.signedAt ? Json(signature.signedAt->iso()) : Json())
                                 .set("timestamp", timestampJson(signature.timestamp)));
    Json json;
    json.set("kind", out.kind)
        .set("verdict", name(out.verdict))
        .set("axes",
            Json().set("integrity", name(out.integrity)).set("trust", name(out.trust)).set("time", name(out.time)))
        .set("signatures", std::move(signatures))
        .set("problems", problemsJson(out.problems))
        .set("notes", problemsJson(out.notes))
        .set("files", static_cast<std::int64_t>(out.files))
        .set("bytes", static_cast<std::int64_t>(out.bytes));
    if (out.manifest)
        json.set("packet",
            Json()
                .set("company", out.manifest->company)
                .set("period", out.manifest->period)
                .set("sealed_at", out.manifest->sealedAt.iso())
                .set("ledger_size", static_cast<std::int64_t>(out.manifest->ledgerSize))
                .set("ledger_root", out.manifest->ledgerRoot.hex()));
    return json;
}

std::string describe(const Verification& out)
{
    std::string text = texts::sentence("verify.verdict",
        {name(out.verdict), name(out.integrity), name(out.trust), name(out.time)});
    if (out.manifest)
        text += "\n" + texts::sentence("verify.packet_line", {out.manifest->company, out.manifest->period,
            out.manifest->sealedAt.iso(), std::to_string(out.files), std::to_string(out.bytes)});
    for (const auto& signature : out.signatures) {
        text += "\n" + texts::sentence(signature.intact ? "verify.signature_line" : "verify.signature_broken_line",
            {signature.path, signature.signer, signature.fingerprint.hex(),
                signature.signedAt ? signature.signedAt->iso() : "-", name(signature.trust)});
        if (signature.timestamp && signature.timestamp->intact)
            text += "\n" + timestampLine(signature);
    }
    if (out.trust == Trust::SelfAsserted)
        text += "\n" + texts::sentence("verify.not_identified");
    for (const auto& problem : out.problems)
        text += "\n" + problem.path + ": " + sentenceOf(problem);
    for (const auto& note : out.notes)
        text += "\n" + note.path + ": " + sentenceOf(note);
    return text;
}

} // namespace oxseal
