// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/signing/pades.h"

#include "models/core/text.h"
#include "storage/crypto/hash.h"
#include "storage/signing/cms.h"
#include "storage/signing/der.h"
#include "storage/signing/pdf_file.h"

#include <algorithm>
#include <array>

namespace oxseal {
namespace {

constexpr std::size_t kMostSignatures = 64;
constexpr std::size_t kLargestContents = 2 * 1024 * 1024;

using Range = std::array<std::size_t, 4>;

/// The four numbers of "[a b c d]" at `at`.
std::optional<Range> readRange(std::string_view pdf, std::size_t at)
{
    const auto open = pdf.find('[', at);
    const auto close = pdf.find(']', at);
    if (open == std::string_view::npos || close == std::string_view::npos || open > at + 8 || close < open || close - open > 200)
        return std::nullopt;
    Range range{};
    std::size_t filled = 0;
    for (const auto& word : split(pdf.substr(open + 1, close - open - 1), ' ')) {
        if (word.empty())
            continue;
        std::int64_t number = 0;
        if (filled == 4 || !parseInteger(word, number) || number < 0)
            return std::nullopt;
        range[filled++] = static_cast<std::size_t>(number);
    }
    return filled == 4 ? std::optional(range) : std::nullopt;
}

/// The gap must be exactly one hexadecimal string in one letter case; the CMS in it may be followed by zeros only.
std::optional<std::string> readContents(std::string_view gap)
{
    if (gap.size() < 4 || gap.size() > kLargestContents || gap.front() != '<' || gap.back() != '>')
        return std::nullopt;
    const auto digits = gap.substr(1, gap.size() - 2);
    bool lower = false;
    bool upper = false;
    for (const char c : digits) {
        lower = lower || (c >= 'a' && c <= 'f');
        upper = upper || (c >= 'A' && c <= 'F');
    }
    auto bytes = fromHex(digits);
    if (!bytes || (lower && upper))
        return std::nullopt;
    der::Reader reader(*bytes);
    const auto first = reader.next();
    const std::size_t used = first ? first->all.size() : bytes->size();
    if (std::any_of(bytes->begin() + static_cast<std::ptrdiff_t>(used), bytes->end(), [](char c) { return c != 0; }))
        return std::nullopt;
    bytes->resize(used);
    return bytes;
}

/// "(D:20261030120000Z" or with an offset; the signer's own clock.
std::optional<Instant> readPdfTime(std::string_view text)
{
    if (text.rfind("(D:", 0) != 0 || text.size() < 18)
        return std::nullopt;
    const std::string d(text.substr(3, 14));
    std::string zone("Z");
    if (text.size() >= 23 && (text[17] == '+' || text[17] == '-'))
        zone = std::string(text.substr(17, 3)) + ":" + std::string(text.substr(21, 2));
    return Instant::fromIso(d.substr(0, 4) + "-" + d.substr(4, 2) + "-" + d.substr(6, 2) + "T" + d.substr(8, 2) + ":"
        + d.substr(10, 2) + ":" + d.substr(12, 2) + zone);
}

/// The signature dictionary around `at`, without the gap.
std::string dictionaryAround(std::string_view pdf, std::size_t at, const Range& range)
{
    const auto object = pdf.rfind(" obj", at);
    const auto start = object == std::string_view::npos ? std::string_view::npos : pdf.find("<<", object);
    if (start == std::string_view::npos || start > at)
        return {};
    const auto from = std::max(range[2], at);
    const auto end = pdf.find("endobj", from);
    if (end == std::string_view::npos || end - from > 64 * 1024 || at - start > 64 * 1024)
        return {};
    if (start < range[1] && range[2] < end)
        return std::string(pdf.substr(start, range[1] - start)) + "<>" + std::string(pdf.substr(range[2], end - range[2]));
    return std::string(pdf.substr(start, end - start));
}

bool endsRevision(std::string_view pdf, std::size_t end)
{
    std::string_view tail = pdf.substr(0, end);
    while (!tail.empty() && (tail.back() == '\n' || tail.back() == '\r'))
        tail.remove_suffix(1);
    return tail.size() >= 5 && tail.substr(tail.size() - 5) == "%%EOF";
}

/// What an update for a further signature may change in an object that was there before: /Annots of a page, /AcroForm of
/// the catalog, /Fields and /SigFlags of the form, or an array of annotations that only grows.
bool harmless(std::string_view before, std::string_view after)
{
    if (before == after)
        return true;
    if (!before.empty() && before.front() == '[')
        return after.size() > before.size() && after.substr(0, before.size() - 1) == before.substr(0, before.size() - 1);
    const auto stripped = [](std::string_view body) {
        std::string out(body);
        for (const char* key : {"/Annots", "/AcroForm", "/Fields", "/SigFlags"})
            out = pdf::withValue(out, key, "");
        std::erase_if(out, [](char c) { return c == ' ' || c == '\n' || c == '\r'; });
        return out;
    };
    return before.find("stream") == std::string_view::npos && stripped(before) == stripped(after);
}

/// A wholly new object may only be a signature, its invisible field, an empty appearance, the form that lists the fields, or the
/// cross-references of the update.
bool signatureObject(std::string_view body)
{
    const auto is = [body](const char* key, std::string_view wanted) { return pdf::value(body, key) == wanted; };
    if (is("/Type", "/Sig") || is("/Type", "/XRef"))
        return true; // a stream of cross-references is read as such or not at all
    if (is("/Type", "/Annot"))
        return is("/FT", "/Sig") && is("/Rect", "[0 0 0 0]");
    if (is("/Type", "/XObject"))
        return is("/Subtype", "/Form") && is("/Length", "0");
    const auto fields = pdf::value(body, "/Fields");
    return fields && is("/SigFlags", "3") && pdf::withValue(pdf::withValue(body, "/Fields", ""), "/SigFlags", "").size() < 16;
}

/// True when the file, apart from signature fields, still says what the first `end` bytes said.
bool onlySignaturesAdded(std::string_view pdf, std::size_t end)
{
    const auto before = pdf::File::open(pdf.substr(0, end));
    const auto after = pdf::File::open(pdf);
    if (!before || !after || before->root() != after->root())
        return false;
    for (const auto& [number, place] : before->places()) {
        const auto found = after->places().find(number);
        if (found == after->places().end())
            return false;
        if (found->second == place)
            continue;
        const auto old = before->object(number);
        const auto fresh = after->object(number);
        if (!old || !fresh || !harmless(*old, *fresh))
            return false;
    }
    for (const auto& [number, place] : after->places()) {
        const auto fresh = before->places().count(number) == 0 ? after->object(number) : std::nullopt;
        if (before->places().count(number) == 0 && (!fresh || !signatureObject(*fresh)))
            return false;
    }
    return true;
}

struct Found
{
    std::size_t at;
    Range range;
};

class PdfCheck
{
public:
    PdfCheck(std::string_view pdf, const std::string& path, const Anchors& anchors,
        const std::vector<std::string>& extra, Instant now)
        : pdf_(pdf), path_(path), anchors_(anchors), extra_(extra), now_(now)
    {
    }

    PdfReport run()
    {
        const auto found = locate();
        std::size_t covered = 0;
        for (const auto& one : found) {
            check(one);
            covered = std::max(covered, one.range[2] + one.range[3]);
        }
        if (!found.empty() && covered != pdf_.size())
            report_.problems.push_back({path_, "pdf_uncovered", {std::to_string(covered)}, true});
        return std::move(report_);
    }

private:
    std::vector<Found> locate()
    {
        std::vector<Found> found;
        constexpr std::string_view key = "/ByteRange";
        for (auto at = pdf_.find(key); at != std::string_view::npos; at = pdf_.find(key, at + 1)) {
            const auto range = readRange(pdf_, at + key.size());
            if (!range) {
                report_.problems.push_back({path_, "pdf_byte_range", {std::to_string(at)}, true});
                continue;
            }
            const bool known
                = std::any_of(found.begin(), found.end(), [&](const Found& other) { return other.range == *range; });
            if (known)
                continue;
            if (found.size() == kMostSignatures) {
                report_.problems.push_back({path_, "pdf_byte_range", {std::to_string(at)}, true});
                break;
            }
            found.push_back({at, *range});
        }
        std::sort(found.begin(), found.end(),
            [](const Found& a, const Found& b) { return a.range[1] < b.range[1]; });
        return found;
    }

    void check(const Found& one)
    {
        const std::string place = path_ + "#" + std::to_string(++count_);
        const auto& [a, b, c, d] = one.range;
        const bool inside = a == 0 && b < c && c <= pdf_.size() && d <= pdf_.size() - c && b < pdf_.size();
        const auto contents = inside ? readContents(pdf_.substr(b, c - b)) : std::nullopt;
        SignatureReport failed;
        failed.path = place;
        if (!inside || !contents) {
            failed.problems.push_back({place, "pdf_byte_range", {std::to_string(one.at)}, true});
            put(std::move(failed), {});
            return;
        }
        const std::string dictionary = dictionaryAround(pdf_, one.at, one.range);
        const auto subFilter = pdf::value(dictionary, "/SubFilter");
        const bool pades = subFilter && *subFilter == "/ETSI.CAdES.detached";
        if (!pades && !(subFilter && *subFilter == "/adbe.pkcs7.detached")) {
            failed.problems.push_back({place, "pdf_subfilter", {subFilter ? std::string(*subFilter) : ""}, false});
            put(std::move(failed), {});
            return;
        }
        // Named again: clang 14 lets no lambda capture a structured binding.
        CmsContext context{[this, b = b, c = c, d = d](DigestAlgorithm algorithm) -> Result<std::string> {
                               std::string covered(pdf_.substr(0, b));
                               covered += pdf_.substr(c, d);
                               return digestOf(algorithm, covered);
                           },
            anchors_, extra_, now_, pades};
        const auto time = pdf::value(dictionary, "/M");
        const auto claimed = time ? readPdfTime(*time) : std::nullopt;
        if (claimed)
            context.now = *claimed;
        auto cms = verifyCms(*contents, context);
        if (!cms || cms->signers.size() != 1) {
            failed.problems.push_back({place, cms && !cms->problems.empty() ? cms->problems.front().what : "cms_unsupported", {}, false});
            put(std::move(failed), {});
            return;
        }
        SignatureReport signature = std::move(cms->signers.front());
        signature.path = place;
        for (auto& problem : cms->problems)
            signature.problems.push_back(std::move(problem));
        if (claimed && !signature.signedAt) {
            signature.signedAt = claimed;
            signature.time = TimeProof::Claimed;
        }
        const bool sound = signature.intact;
        checkCoverage(c + d, signature);
        signature.intact = signature.intact
            && std::none_of(signature.problems.begin(), signature.problems.end(), [](const Problem& problem) {
                   return problem.what.rfind("pdf_", 0) == 0 || problem.what == "cms_encoding";
               });
        for (auto& problem : signature.problems)
            problem.path = place;
        put(std::move(signature), {c + d, sound});
    }

    void put(SignatureReport signature, PdfCover cover)
    {
        report_.signatures.push_back(std::move(signature));
        report_.covers.push_back(cover);
    }

    void checkCoverage(std::size_t end, SignatureReport& signature)
    {
        if (end == pdf_.size())
            return;
        if (!endsRevision(pdf_, end))
            signature.problems.push_back({{}, "pdf_byte_range", {std::to_string(end)}, true});
        else if (!onlySignaturesAdded(pdf_, end))
            // A foreign update may be harmless (form data, validation data): it cannot be judged here.
            signature.problems.push_back({{}, "pdf_changed", {std::to_string(end)}, false});
    }

    std::string_view pdf_;
    const std::string& path_;
    const Anchors& anchors_;
    const std::vector<std::string>& extra_;
    Instant now_;
    int count_ = 0;
    PdfReport report_;
};

} // namespace

Result<PdfReport> verifyPdf(std::string_view pdf, const std::string& path, const Anchors& anchors,
    const std::vector<std::string>& extraCertificates, Instant now)
{
    if (pdf.rfind("%PDF-", 0) != 0)
        return fail(kNotPdf);
    return PdfCheck(pdf, path, anchors, extraCertificates, now).run();
}

} // namespace oxseal
