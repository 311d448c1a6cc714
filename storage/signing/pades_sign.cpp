// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/signing/pades.h"

#include "storage/crypto/hash.h"
#include "storage/pdf/pdf_revision.h"
#include "storage/signing/cms.h"
#include "storage/signing/pdf_update.h"

#include <vector>

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

/// The form with one field more; its list may stand in an object of its own. nullopt when that is no list.
std::optional<std::string> grownForm(pdf::Update& update, const pdf::File& file, std::string_view form, int widget)
{
    const auto fields = pdf::value(form, "/Fields");
    const auto apart = fields ? pdf::reference(*fields) : std::nullopt;
    const auto list = apart ? file.object(*apart) : fields ? fields : std::optional<std::string_view>("[]");
    const auto grown = list ? pdf::withElements(*list, {widget}) : std::nullopt;
    if (!grown || form.substr(0, 2) != "<<")
        return std::nullopt;
    if (apart)
        update.put(*apart, *grown);
    return pdf::withValue(apart ? std::string(form) : pdf::withValue(form, "/Fields", *grown), "/SigFlags", "3");
}

bool addField(pdf::Update& update, const pdf::File& file, int root, int widget)
{
    const auto catalog = *file.object(root);
    const auto form = pdf::value(catalog, "/AcroForm");
    if (!form) {
        const int fresh = update.fresh();
        update.put(fresh, "<< /SigFlags 3 /Fields [" + pdf::reference(widget) + "] >>");
        update.put(root, pdf::withValue(catalog, "/AcroForm", pdf::reference(fresh)));
        return true;
    }
    const auto apart = pdf::reference(*form);
    const auto body = apart ? file.object(*apart) : form;
    const auto grown = body ? grownForm(update, file, *body, widget) : std::nullopt;
    if (!grown)
        return false;
    if (apart)
        update.put(*apart, *grown);
    else
        update.put(root, pdf::withValue(catalog, "/AcroForm", *grown));
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
    const std::vector<int> pages = catalog ? pdf::pagesOf(*file) : std::vector<int>();
    if (pages.empty())
        return fail(kPdfUnsupported);
    const int page = pages.front();

    pdf::Update update(pdf, *file);
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
            + pdf::reference(page) + " /V " + pdf::reference(signature) + " /AP << /N " + pdf::reference(appearance) + " >> >>");
    if (!pdf::annotate(update, *file, page, {widget}) || !addField(update, *file, *root, widget))
        return fail(kPdfUnsupported);
    const std::string fresh = "<" + sha256(std::string(pdf) + options.fieldName + options.time.iso()).hex().substr(0, 32) + ">";
    const std::string id = file->id();
    const std::string first = id.empty() ? fresh : "<" + toHex(asBytes(id)) + ">";
    std::string out = update.finish("[ " + first + " " + fresh + " ]");
    // The texts were edited, not understood: read again, nothing may differ but the new field.
    if (!pdf::onlyProofAdded(out, pdf.size()))
        return fail(kPdfUnsupported);

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
