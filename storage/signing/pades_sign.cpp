// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/signing/pades.h"

#include "storage/crypto/hash.h"
#include "storage/signing/cms.h"
#include "storage/signing/pdf_file.h"

#include <cstdio>
#include <map>

namespace oxseal {
namespace {

constexpr std::size_t kContentsBytes = 4096; ///< our CMS needs about 1.3 KB
constexpr std::size_t kRangeWidth = 44; ///< "[0 n n n" padded with blanks, "]"

std::string pdfTime(Instant instant)
{
    const std::string iso = instant.iso();
    return "(D:" + iso.substr(0, 4) + iso.substr(5, 2) + iso.substr(8, 2) + iso.substr(11, 2) + iso.substr(14, 2)
        + iso.substr(17, 2) + "Z)";
}

std::string ref(int number) { return std::to_string(number) + " 0 R"; }

/// First page: down /Kids from /Pages; bounded, since a hostile tree may be a loop.
std::optional<int> firstPage(const pdf::File& file, std::string_view catalog)
{
    const auto pages = pdf::value(catalog, "/Pages");
    auto node = pages ? pdf::reference(*pages) : std::nullopt;
    for (int depth = 0; node && depth < 32; ++depth) {
        const auto body = file.object(*node);
        if (!body)
            return std::nullopt;
        const auto type = pdf::value(*body, "/Type");
        if (type && *type == "/Page")
            return node;
        const auto kids = pdf::value(*body, "/Kids");
        if (!kids || kids->size() < 2)
            return std::nullopt;
        node = pdf::reference(kids->substr(1));
    }
    return std::nullopt;
}

/// "[a b]" with one more reference.
std::string withElement(std::string_view array, int number)
{
    std::string out(array);
    return out.insert(out.size() - 1, (out.size() > 2 ? " " : "") + ref(number));
}

bool isArray(std::string_view text) { return text.size() >= 2 && text.front() == '[' && text.back() == ']'; }

/// Collects the objects of one update and writes them with their cross-reference section.
class Update
{
public:
    Update(std::string_view pdf, const pdf::File& file) : file_(file), out_(pdf), next_(file.size())
    {
        if (!out_.empty() && out_.back() != '\n')
            out_ += '\n';
    }
    int fresh() { return next_++; }
    void put(int number, std::string_view body)
    {
        places_[number] = out_.size();
        out_ += std::to_string(number) + " 0 obj\n";
        out_ += body;
        out_ += "\nendobj\n";
    }
    [[nodiscard]] std::size_t size() const noexcept { return out_.size(); }
    std::string finish(const std::string& id)
    {
        const std::size_t start = out_.size();
        out_ += "xref\n";
        for (auto it = places_.begin(); it != places_.end();) {
            auto end = it;
            int count = 0;
            while (end != places_.end() && end->first == it->first + count) {
                ++end;
                ++count;
            }
            out_ += std::to_string(it->first) + " " + std::to_string(count) + "\n";
            for (; it != end; ++it) {
                char entry[32];
                std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", it->second);
                out_ += entry;
            }
        }
        std::string trailer = pdf::withValue(file_.trailer(), "/Prev", std::to_string(file_.startXref()));
        trailer = pdf::withValue(trailer, "/Size", std::to_string(next_));
        trailer = pdf::withValue(trailer, "/ID", id);
        out_ += "trailer\n" + trailer + "\nstartxref\n" + std::to_string(start) + "\n%%EOF\n";
        return std::move(out_);
    }

private:
    const pdf::File& file_;
    std::string out_;
    std::map<int, std::size_t> places_;
    int next_;
};

/// Adds the widget to the first page's annotations, wherever Qt or an earlier signature put them.
bool annotate(Update& update, const pdf::File& file, int page, int widget)
{
    const auto body = file.object(page);
    if (!body)
        return false;
    const auto annotations = pdf::value(*body, "/Annots");
    if (annotations) {
        if (const auto indirect = pdf::reference(*annotations)) {
            const auto array = file.object(*indirect);
            if (!array || !isArray(*array))
                return false;
            update.put(*indirect, withElement(*array, widget));
            return true;
        }
        if (!isArray(*annotations))
            return false;
    }
    const std::string array = withElement(annotations ? *annotations : std::string_view("[]"), widget);
    update.put(page, pdf::withValue(*body, "/Annots", array));
    return true;
}

bool addField(Update& update, const pdf::File& file, int root, int widget)
{
    const auto catalog = *file.object(root);
    if (const auto form = pdf::value(catalog, "/AcroForm")) {
        const auto indirect = pdf::reference(*form);
        const auto body = indirect ? file.object(*indirect) : std::nullopt;
        const auto fields = body ? pdf::value(*body, "/Fields") : std::nullopt;
        if (!fields || !isArray(*fields))
            return false;
        update.put(*indirect, pdf::withValue(*body, "/Fields", withElement(*fields, widget)));
        return true;
    }
    const int form = update.fresh();
    update.put(form, "<< /SigFlags 3 /Fields [" + ref(widget) + "] >>");
    update.put(root, pdf::withValue(catalog, "/AcroForm", ref(form)));
    return true;
}

} // namespace

Result<std::string> signPdf(
    std::string_view pdf, const SigningKey& key, const std::string& certificateDer, const PdfSignOptions& options)
{
    if (pdf.rfind("%PDF-", 0) != 0)
        return fail(kNotPdf);
    const auto file = pdf::File::open(pdf);
    const auto root = file ? file->root() : std::nullopt;
    const auto catalog = root ? file->object(*root) : std::nullopt;
    const auto page = catalog ? firstPage(*file, *catalog) : std::nullopt;
    if (!page)
        return fail(kPdfUnsupported);

    Update update(pdf, *file);
    const int signature = update.fresh();
    const int appearance = update.fresh();
    const int widget = update.fresh();
    const std::string head = "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange ";
    const std::string range(kRangeWidth, ' ');
    const std::string contents = "<" + std::string(2 * kContentsBytes, '0') + ">";
    const std::size_t rangeAt = update.size() + std::to_string(signature).size() + 7 + head.size();
    const std::size_t contentsAt = rangeAt + kRangeWidth + 11;
    update.put(signature,
        head + range + " /Contents " + contents + " /M " + pdfTime(options.time) + " /Name " + pdf::textString(options.name)
            + " /Reason " + pdf::textString(options.reason) + " >>");
    // PDF/A-1b wants an appearance on every widget; ours is empty and takes no room.
    update.put(appearance, "<< /Type /XObject /Subtype /Form /BBox [0 0 0 0] /Resources << >> /Length 0 >>\nstream\n\nendstream");
    update.put(widget,
        "<< /Type /Annot /Subtype /Widget /FT /Sig /T " + pdf::textString(options.fieldName) + " /Rect [0 0 0 0] /F 132 /P "
            + ref(*page) + " /V " + ref(signature) + " /AP << /N " + ref(appearance) + " >> >>");
    if (!annotate(update, *file, *page, widget) || !addField(update, *file, *root, widget))
        return fail(kPdfUnsupported);
    const auto oldId = pdf::value(file->trailer(), "/ID");
    const auto open = oldId ? oldId->find('<') : std::string_view::npos;
    const auto close = open != std::string_view::npos ? oldId->find('>', open) : std::string_view::npos;
    const std::string fresh = "<" + sha256(std::string(pdf) + options.fieldName + options.time.iso()).hex().substr(0, 32) + ">";
    const std::string first = close != std::string_view::npos ? std::string(oldId->substr(open, close - open + 1)) : fresh;
    std::string out = update.finish("[ " + first + " " + fresh + " ]");

    const std::size_t afterContents = contentsAt + contents.size();
    std::string numbers = "[0 " + std::to_string(contentsAt) + " " + std::to_string(afterContents) + " "
        + std::to_string(out.size() - afterContents);
    numbers.resize(kRangeWidth - 1, ' ');
    out.replace(rangeAt, kRangeWidth, numbers + "]");
    Sha256 hasher;
    hasher.update(std::string_view(out).substr(0, contentsAt));
    hasher.update(std::string_view(out).substr(afterContents));
    OXSEAL_TRY(const std::string cms, signCms(hasher.finish(), key, certificateDer, {}));
    if (cms.size() > kContentsBytes)
        return fail(kPdfUnsupported);
    out.replace(contentsAt + 1, 2 * cms.size(), toHex(asBytes(cms)));
    return out;
}

} // namespace oxseal
