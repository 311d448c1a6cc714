// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/pdf/pdf_revision.h"

#include "storage/pdf/pdf_document.h"

#include <algorithm>
#include <initializer_list>

namespace oxseal::pdf {
namespace {

class Comparison
{
public:
    Comparison(Document& before, Document& after) : before_(before), after_(after) { }

    bool run()
    {
        if (!(before_.catalogReference() == after_.catalogReference()))
            return false;
        for (const auto& [number, place] : before_.places()) {
            if (place.kind == Document::Place::Kind::Free)
                continue;
            const auto found = after_.places().find(number);
            if (found == after_.places().end())
                return false;
            if (!(found->second == place) && !kept(number))
                return false;
        }
        return true;
    }

private:
    bool kept(std::int64_t number)
    {
        const auto was = before_.object(number);
        const auto is = after_.object(number);
        if (!was || !is || was->stream != is->stream || was->raw != is->raw)
            return false;
        if (was->value == is->value)
            return true;
        if (was->stream)
            return false;
        const Value& old = was->value;
        const Value& fresh = is->value;
        if (old.is(Value::Kind::Array))
            return grown(old, fresh);
        if (number == before_.catalogReference().number)
            return sameBut(old, fresh, {"DSS", "Extensions", "AcroForm"}) && form(old.at("AcroForm"), fresh.at("AcroForm"));
        if (old.at("Type").isName("Page"))
            return sameBut(old, fresh, {"Annots"}) && list(old.at("Annots"), fresh.at("Annots"));
        const auto catalog = before_.resolved(before_.catalogReference());
        return catalog && catalog->at("AcroForm").is(Value::Kind::Reference) && catalog->at("AcroForm").number == number && formItself(old, fresh);
    }
    /// Equal in every key but these.
    static bool sameBut(const Value& old, const Value& fresh, std::initializer_list<std::string_view> but)
    {
        const auto free = [&](const std::string& key) { return std::find(but.begin(), but.end(), key) != but.end(); };
        const auto within = [&](const Value& one, const Value& other) {
            return std::all_of(one.keys.begin(), one.keys.end(), [&](const std::string& key) { return free(key) || one.at(key) == other.at(key); });
        };
        return fresh.is(Value::Kind::Dictionary) && within(old, fresh) && within(fresh, old);
    }
    bool form(const Value& old, const Value& fresh)
    {
        if (old == fresh)
            return true;
        const auto was = before_.resolved(old);
        const auto is = after_.resolved(fresh);
        return was && is && formItself(*was, *is);
    }
    bool formItself(const Value& old, const Value& fresh) { return sameBut(old, fresh, {"Fields", "SigFlags"}) && list(old.at("Fields"), fresh.at("Fields")); }
    bool list(const Value& old, const Value& fresh)
    {
        const auto was = before_.resolved(old);
        const auto is = after_.resolved(fresh);
        return was && is && (*was == *is || grown(*was, *is));
    }
    /// The same list with signature fields that nobody sees behind it.
    bool grown(const Value& old, const Value& fresh)
    {
        if (!fresh.is(Value::Kind::Array) || fresh.items.size() < old.items.size() || !std::equal(old.items.begin(), old.items.end(), fresh.items.begin()))
            return false;
        return std::all_of(fresh.items.begin() + static_cast<std::ptrdiff_t>(old.items.size()), fresh.items.end(), [&](const Value& one) {
            const auto added = after_.resolved(one);
            return added && added->at("FT").isName("Sig") && added->at("Kids").is(Value::Kind::Null) && unseen(added->at("Rect"));
        });
    }
    bool unseen(const Value& given)
    {
        const auto rect = after_.resolved(given);
        return rect && rect->items.size() == 4 && std::all_of(rect->items.begin(), rect->items.end(), [](const Value& side) {
            return (side.is(Value::Kind::Integer) && side.number == 0) || (side.is(Value::Kind::Real) && side.text.find_first_not_of("+-0.") == std::string::npos);
        });
    }

    Document& before_;
    Document& after_;
};

} // namespace

bool onlyProofAdded(std::string_view pdf, std::size_t end)
{
    auto before = Document::open(pdf.substr(0, end));
    auto after = Document::open(pdf);
    return before && after && Comparison(*before, *after).run();
}

} // namespace oxseal::pdf
