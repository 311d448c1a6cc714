// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/export/pdf_fields.h"

#include "storage/crypto/hash.h"
#include "storage/signing/pdf_update.h"

#include <QByteArray>

#include <map>

namespace oxseal::exporting {
namespace {

// ISO 32000-1, tables 165, 221, 228 and 230.
constexpr int kPrinted = 4;
constexpr int kHidden = 2;
constexpr int kReadOnly = 1;
constexpr int kSeveralLines = 1 << 12;
constexpr int kDropDown = 1 << 17;
constexpr int kMostCharacters = 2000;

/// Hundredths suffice on paper, and are written the same everywhere.
std::string number(qreal value) { return QByteArray::number(value, 'f', 2).toStdString(); }

class FormWriter
{
public:
    FormWriter(const std::string& pdf, const pdf::File& file) : pdf_(pdf), file_(file), update_(pdf, file), pages_(pdf::pagesOf(file)), font_(update_.fresh()) { }

    std::optional<std::string> run(const std::vector<PlacedField>& fields, const std::vector<std::pair<std::string, std::string>>& bound)
    {
        const auto root = file_.root();
        const auto catalog = root ? file_.object(*root) : std::nullopt;
        if (!catalog || pages_.empty())
            return std::nullopt;
        update_.put(font_, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        std::map<std::size_t, std::vector<int>> widgets;
        for (const auto& [name, value] : bound)
            widgets[0].push_back(hidden(name, value));
        for (const PlacedField& one : fields) {
            if (one.page >= pages_.size())
                return std::nullopt;
            widgets[one.page].push_back(widget(one));
        }
        std::vector<int> all;
        for (const auto& [page, numbers] : widgets) {
            if (!pdf::annotate(update_, file_, pages_[page], numbers))
                return std::nullopt;
            all.insert(all.end(), numbers.begin(), numbers.end());
        }
        const int form = update_.fresh();
        update_.put(form, "<< /Fields " + *pdf::withElements("[]", all) + " /NeedAppearances true /DR << /Font << /Helv " + pdf::reference(font_)
                + " >> >> /DA (/Helv 9 Tf 0 g) >>");
        std::string changed = pdf::withValue(*catalog, "/AcroForm", pdf::reference(form));
        for (const char* claim : {"/Metadata", "/OutputIntents"})
            changed = pdf::withValue(changed, claim, "");
        update_.put(*root, changed);
        const auto old = pdf::value(file_.trailer(), "/ID");
        const auto open = old ? old->find('<') : std::string_view::npos;
        const auto close = open != std::string_view::npos ? old->find('>', open) : std::string_view::npos;
        if (close == std::string_view::npos)
            return std::nullopt;
        return update_.finish("[ " + std::string(old->substr(open, close - open + 1)) + " <" + sha256(pdf_ + changed).hex().substr(0, 32) + "> ]");
    }

private:
    std::string common(const std::string& type, const std::string& name, int flags, std::size_t page)
    {
        return "<< /Type /Annot /Subtype /Widget /FT /" + type + " /T " + pdf::textString(name) + " /Ff " + std::to_string(flags) + " /P "
            + pdf::reference(pages_[page]);
    }
    int hidden(const std::string& name, const std::string& value)
    {
        const int out = update_.fresh();
        update_.put(out, common("Tx", name, kReadOnly, 0) + " /F " + std::to_string(kHidden) + " /Rect [0 0 0 0] /V " + pdf::textString(value) + " >>");
        return out;
    }
    int widget(const PlacedField& one)
    {
        const doc::Field& field = one.field;
        const bool choice = !field.choices.empty();
        const int flags = choice ? kDropDown : field.lines > 1 ? kSeveralLines : 0;
        const std::string rect = "[" + number(one.rect.x()) + " " + number(one.rect.y()) + " " + number(one.rect.x() + one.rect.width()) + " "
            + number(one.rect.y() + one.rect.height()) + "]";
        const int appearance = empty(one.rect.size());
        std::string body = common(choice ? "Ch" : "Tx", field.name, flags, one.page) + " /F " + std::to_string(kPrinted) + " /Rect " + rect + " /DA (/Helv "
            + (field.lines > 1 ? "8" : "9") + " Tf 0 g) /AP << /N " + pdf::reference(appearance) + " >>";
        if (!field.hint.empty())
            body += " /TU " + pdf::textString(field.hint);
        body += choice ? " /Opt " + pdf::reference(options(field.choices)) : " /MaxLen " + std::to_string(kMostCharacters);
        const int out = update_.fresh();
        update_.put(out, body + " >>");
        return out;
    }
    /// What an empty field looks like: nothing, its box is drawn on the page. One for all of a size.
    int empty(const QSizeF& size)
    {
        const std::string box = "[0 0 " + number(size.width()) + " " + number(size.height()) + "]";
        const auto [found, fresh] = appearances_.emplace(box, 0);
        if (fresh) {
            found->second = update_.fresh();
            const std::string content = "/Tx BMC\nEMC";
            update_.put(found->second, "<< /Type /XObject /Subtype /Form /BBox " + box + " /Resources << /Font << /Helv " + pdf::reference(font_)
                    + " >> >> /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream");
        }
        return found->second;
    }
    int options(const std::vector<std::pair<std::string, std::string>>& choices)
    {
        std::string list = "[";
        for (const auto& [value, words] : choices)
            list += "[" + pdf::textString(value) + " " + pdf::textString(words) + "]";
        const auto [found, fresh] = options_.emplace(list + "]", 0);
        if (fresh) {
            found->second = update_.fresh();
            update_.put(found->second, found->first);
        }
        return found->second;
    }

    const std::string& pdf_;
    const pdf::File& file_;
    pdf::Update update_;
    std::vector<int> pages_;
    int font_;
    std::map<std::string, int> appearances_;
    std::map<std::string, int> options_;
};

} // namespace

std::optional<std::string> withFields(
    const std::string& pdf, const std::vector<PlacedField>& fields, const std::vector<std::pair<std::string, std::string>>& bound)
{
    const auto file = pdf::File::open(pdf);
    return file ? FormWriter(pdf, *file).run(fields, bound) : std::nullopt;
}

} // namespace oxseal::exporting
