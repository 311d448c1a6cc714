// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/pdf/pdf_form.h"

#include <set>

namespace oxseal::pdf {
namespace {

constexpr int kMostDepth = 16;
constexpr std::size_t kMostFields = 200'000;
constexpr std::size_t kMostName = 4'000;

class Walk
{
public:
    explicit Walk(Document& document) : document_(document) { }

    /// What a field has from the fields above it.
    struct Above
    {
        std::string name;
        std::string type;
        Value value;
        std::string hint;
    };

    Status field(const Value& given, const Above& above, int depth)
    {
        if (depth > kMostDepth)
            return fail(kDamaged);
        OXSEAL_CHECK(visit(given));
        OXSEAL_TRY(const Value node, document_.resolved(given));
        Above here = above;
        OXSEAL_TRY(const std::string name, text(node.at("T")));
        if (!name.empty())
            here.name += (here.name.empty() ? "" : ".") + name;
        OXSEAL_CHECK(inherit(node, here));
        OXSEAL_TRY(const Value kids, document_.resolved(node.at("Kids")));
        std::vector<Value> widgets;
        bool fieldsBelow = false;
        for (const Value& kid : kids.items) {
            OXSEAL_TRY(Value below, document_.resolved(kid));
            const bool named = !below.at("T").is(Value::Kind::Null);
            if (named)
                OXSEAL_CHECK(field(kid, here, depth + 1));
            else
                widgets.push_back(std::move(below));
            fieldsBelow = fieldsBelow || named;
        }
        if (fieldsBelow || here.name.empty())
            return {};
        if (widgets.size() == 1) {
            // A widget's own value counts only where the field has none.
            if (!here.value.is(Value::Kind::Null))
                widgets.front() = Value();
            OXSEAL_CHECK(inherit(widgets.front(), here));
        }
        return put(here);
    }

    std::vector<FormField> fields;

private:
    Status visit(const Value& given)
    {
        if (given.is(Value::Kind::Reference) && !seen_.insert(given.number).second)
            return fail(kDamaged);
        return ++visited_ > kMostFields ? Status(fail(kTooLarge)) : Status();
    }
    Status inherit(const Value& node, Above& here)
    {
        OXSEAL_TRY(const Value type, document_.resolved(node.at("FT")));
        if (type.is(Value::Kind::Name))
            here.type = type.text;
        OXSEAL_TRY(const std::string hint, text(node.at("TU")));
        if (!hint.empty())
            here.hint = hint;
        if (!node.at("V").is(Value::Kind::Null))
            here.value = node.at("V");
        return here.name.size() > kMostName ? Status(fail(kTooLarge)) : Status();
    }
    Status put(const Above& here)
    {
        FormField out{here.name, here.type, here.hint, {}};
        // The value of a signature is a dictionary, which is no answer.
        if (here.type != "Sig") {
            OXSEAL_TRY(out.value, text(here.value));
        }
        fields.push_back(std::move(out));
        return {};
    }
    /// A string, name or stream of text; an array of choices with commas; "" for anything else.
    Result<std::string> text(const Value& given)
    {
        Object object;
        object.value = given;
        if (given.is(Value::Kind::Reference)) {
            OXSEAL_TRY(object, document_.object(given.number));
        }
        if (object.stream) {
            OXSEAL_TRY(const std::string bytes, document_.decoded(object));
            return textOf(bytes);
        }
        OXSEAL_TRY(const Value value, document_.resolved(object.value));
        if (value.is(Value::Kind::String) || value.is(Value::Kind::Name))
            return textOf(value.text);
        std::string out;
        for (const Value& one : value.is(Value::Kind::Array) ? value.items : std::vector<Value>()) {
            OXSEAL_TRY(const Value choice, document_.resolved(one));
            if (choice.is(Value::Kind::String) || choice.is(Value::Kind::Name))
                out += (out.empty() ? "" : ", ") + textOf(choice.text);
        }
        return out;
    }

    Document& document_;
    std::set<std::int64_t> seen_;
    std::size_t visited_ = 0;
};

} // namespace

Result<Form> readForm(Document& document)
{
    OXSEAL_TRY(const Value catalog, document.resolved(document.catalogReference()));
    OXSEAL_TRY(const Value form, document.resolved(catalog.at("AcroForm")));
    OXSEAL_TRY(const Value fields, document.resolved(form.at("Fields")));
    Form out;
    out.xfa = !form.at("XFA").is(Value::Kind::Null);
    Walk walk(document);
    for (const Value& field : fields.items)
        OXSEAL_CHECK(walk.field(field, {}, 1));
    out.fields = std::move(walk.fields);
    return out;
}

} // namespace oxseal::pdf
