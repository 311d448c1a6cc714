// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/pdf/pdf_document.h"

#include <algorithm>
#include <array>
#include <set>

namespace oxseal::pdf {
namespace {

constexpr std::size_t kMostFile = std::size_t{64} << 20;
constexpr std::size_t kMostObjects = 500'000;
constexpr std::size_t kMostRevisions = 256;
constexpr int kMostSteps = 32; ///< references in a row
constexpr int kMostNested = 4; ///< a stream needs its length, which needs an object stream, which needs its length

bool isNumber(const Value& value, std::size_t most) { return value.is(Value::Kind::Integer) && value.number >= 0 && static_cast<std::size_t>(value.number) <= most; }

/// The filter when there is exactly one, "" when there is none.
std::optional<std::string> filterOf(const Value& dictionary)
{
    const Value& filter = dictionary.at("Filter");
    if (filter.is(Value::Kind::Null))
        return std::string();
    if (filter.is(Value::Kind::Name))
        return filter.text;
    if (filter.is(Value::Kind::Array) && filter.items.empty())
        return std::string();
    return filter.is(Value::Kind::Array) && filter.items.size() == 1 ? std::optional(filter.items.front().text) : std::nullopt;
}

const Value& parametersOf(const Value& dictionary)
{
    const Value& parameters = dictionary.at("DecodeParms");
    return parameters.is(Value::Kind::Array) && parameters.items.size() == 1 ? parameters.items.front() : parameters;
}

} // namespace

Error Document::stopped() const { return budget_.values == 0 || budget_.bytes < 64 ? Error(kTooLarge) : Error(kDamaged); }

Result<Document> Document::open(std::string_view bytes)
{
    if (bytes.size() > kMostFile)
        return fail(kTooLarge);
    Document out(bytes);
    // Overlapping objects may be read more than once, but not for ever.
    out.budget_.bytes = 16 * bytes.size() + (std::size_t{1} << 20);
    OXSEAL_CHECK(out.load());
    return out;
}

Status Document::load()
{
    const auto mark = bytes_.rfind("startxref");
    if (bytes_.rfind("%PDF-", 0) != 0 || mark == std::string_view::npos)
        return fail(kDamaged);
    Parser tail(bytes_, mark + 9, budget_);
    std::optional<std::int64_t> next = tail.integer();
    if (!next)
        return fail(kDamaged);
    std::set<std::int64_t> seen;
    while (next) {
        if (*next < 0 || static_cast<std::size_t>(*next) >= bytes_.size() || !seen.insert(*next).second)
            return fail(kDamaged);
        if (seen.size() > kMostRevisions)
            return fail(kTooLarge);
        Places places;
        Value trailer;
        OXSEAL_CHECK(section(static_cast<std::size_t>(*next), places, trailer));
        places_.insert(places.begin(), places.end()); // what is older never replaces what is newer
        if (!trailer.at("Encrypt").is(Value::Kind::Null))
            return fail(kEncrypted);
        next.reset();
        const Value& before = trailer.at("Prev");
        if (before.is(Value::Kind::Integer))
            next = before.number;
        else if (!before.is(Value::Kind::Null))
            return fail(kDamaged);
        if (trailer_.is(Value::Kind::Null))
            trailer_ = std::move(trailer);
    }
    return catalogReference().is(Value::Kind::Reference) ? Status() : Status(fail(kDamaged));
}

Status Document::section(std::size_t at, Places& places, Value& trailer)
{
    Parser parser(bytes_, at, budget_);
    if (!parser.take("xref"))
        return stream(at, places, trailer);
    OXSEAL_CHECK(table(parser, places, trailer));
    // A hybrid file: objects that old programs shall not see are free in the table and stand in a stream beside it.
    const Value& beside = trailer.at("XRefStm");
    if (beside.is(Value::Kind::Null))
        return {};
    if (!isNumber(beside, bytes_.size()))
        return fail(kDamaged);
    Places hidden;
    Value ignored;
    OXSEAL_CHECK(stream(static_cast<std::size_t>(beside.number), hidden, ignored));
    for (const auto& [number, place] : hidden) {
        const auto [found, fresh] = places.emplace(number, place);
        if (!fresh && found->second.kind == Place::Kind::Free)
            found->second = place;
    }
    return {};
}

Status Document::table(Parser& parser, Places& places, Value& trailer)
{
    while (!parser.take("trailer")) {
        const auto first = parser.integer();
        const auto count = parser.integer();
        if (!first || !count || *first < 0 || *count < 0)
            return tl::unexpected<Error>(stopped());
        if (static_cast<std::size_t>(*count) > kMostObjects - std::min(entries_, kMostObjects) || *first > std::int64_t{1} << 31)
            return fail(kTooLarge);
        entries_ += static_cast<std::size_t>(*count);
        for (std::int64_t i = 0; i < *count; ++i) {
            const auto at = parser.integer();
            const auto generation = parser.integer();
            const bool used = parser.take("n");
            if (!at || !generation || *at < 0 || (!used && !parser.take("f")))
                return tl::unexpected<Error>(stopped());
            // Programs write unused entries as "0000000000 00000 n" as well.
            places[*first + i] = {used && *at > 0 ? Place::Kind::Offset : Place::Kind::Free, static_cast<std::size_t>(*at), 0};
        }
    }
    auto read = parser.value();
    if (!read || !read->is(Value::Kind::Dictionary))
        return tl::unexpected<Error>(stopped());
    trailer = std::move(*read);
    return {};
}

Status Document::stream(std::size_t at, Places& places, Value& trailer)
{
    OXSEAL_TRY(Object read, objectAt(at, -1));
    if (!read.stream || !read.value.at("Type").isName("XRef"))
        return fail(kDamaged);
    OXSEAL_TRY(const std::string rows, decoded(read));
    const Value& shape = read.value.at("W");
    if (!shape.is(Value::Kind::Array) || shape.items.size() < 3 || !isNumber(read.value.at("Size"), std::size_t{1} << 31))
        return fail(kDamaged);
    std::array<std::size_t, 3> widths{};
    for (std::size_t i = 0; i < 3; ++i) {
        if (!isNumber(shape.items[i], 8))
            return fail(kDamaged);
        widths[i] = static_cast<std::size_t>(shape.items[i].number);
    }
    const std::size_t row = widths[0] + widths[1] + widths[2];
    Value whole;
    whole.kind = Value::Kind::Array;
    whole.items.resize(2, read.value.at("Size"));
    whole.items.front().number = 0;
    const Value& index = read.value.at("Index").is(Value::Kind::Array) ? read.value.at("Index") : whole;
    std::size_t place = 0;
    for (std::size_t pair = 0; pair + 1 < index.items.size(); pair += 2) {
        if (!isNumber(index.items[pair], std::size_t{1} << 31) || !isNumber(index.items[pair + 1], rows.size() / std::max<std::size_t>(row, 1)))
            return fail(kDamaged);
        const auto count = static_cast<std::size_t>(index.items[pair + 1].number);
        if (count > kMostObjects - std::min(entries_, kMostObjects))
            return fail(kTooLarge);
        entries_ += count;
        if (rows.size() - place < count * row)
            return fail(kDamaged);
        for (std::size_t i = 0; i < count; ++i) {
            std::array<std::size_t, 3> fields{widths[0] == 0 ? 1U : 0U, 0, 0};
            for (std::size_t f = 0; f < 3; ++f) {
                for (std::size_t byte = 0; byte < widths[f]; ++byte)
                    fields[f] = fields[f] << 8U | static_cast<unsigned char>(rows[place++]);
            }
            const auto kind = fields[0] == 1 ? Place::Kind::Offset : fields[0] == 2 ? Place::Kind::Compressed : Place::Kind::Free;
            places[index.items[pair].number + static_cast<std::int64_t>(i)] = {kind, fields[1], fields[0] == 2 ? fields[2] : 0};
        }
    }
    trailer = std::move(read.value);
    return {};
}

Result<Object> Document::object(std::int64_t number)
{
    const auto found = places_.find(number);
    if (found == places_.end() || found->second.kind == Place::Kind::Free)
        return Object();
    if (++depth_ > kMostNested) {
        --depth_;
        return fail(kDamaged);
    }
    auto out = found->second.kind == Place::Kind::Offset ? objectAt(found->second.at, number) : packedObject(found->second, number);
    --depth_;
    return out;
}

/// `number` -1: whichever stands there.
Result<Object> Document::objectAt(std::size_t at, std::int64_t number)
{
    if (at >= bytes_.size())
        return fail(kDamaged);
    Parser parser(bytes_, at, budget_);
    const auto stated = parser.integer();
    const auto generation = parser.integer();
    if (!stated || !generation || (number >= 0 && *stated != number) || !parser.take("obj"))
        return tl::unexpected<Error>(stopped());
    auto value = parser.value();
    if (!value)
        return tl::unexpected<Error>(stopped());
    Object out;
    out.value = std::move(*value);
    if (!out.value.is(Value::Kind::Dictionary) || !parser.take("stream"))
        return out;
    out.stream = true;
    std::size_t start = parser.at();
    start += bytes_.substr(start, 2) == "\r\n" ? 2U : 1U;
    Value length = out.value.at("Length");
    // The trailer's stream comes first of all, so its length is never somewhere else.
    if (length.is(Value::Kind::Reference) && number >= 0) {
        OXSEAL_TRY(length, resolved(length));
    }
    if (start > bytes_.size())
        return fail(kDamaged);
    const auto ends = [&](std::size_t size) {
        Parser after(bytes_, start + size, budget_);
        return after.take("endstream");
    };
    if (isNumber(length, bytes_.size() - start) && ends(static_cast<std::size_t>(length.number))) {
        out.raw = bytes_.substr(start, static_cast<std::size_t>(length.number));
        return out;
    }
    const auto end = bytes_.find("endstream", start);
    if (end == std::string_view::npos || budget_.bytes < end - start)
        return tl::unexpected<Error>(stopped());
    budget_.bytes -= end - start;
    out.raw = bytes_.substr(start, end - start);
    return out;
}

Result<std::string> Document::decoded(const Object& stream)
{
    const auto filter = filterOf(stream.value);
    if (!stream.stream || !filter || (!filter->empty() && *filter != "FlateDecode" && *filter != "Fl"))
        return fail(kDamaged);
    if (filter->empty())
        return std::string(stream.raw);
    OXSEAL_TRY(std::string bytes, inflated(stream.raw, parametersOf(stream.value), budget_.inflated));
    budget_.inflated -= bytes.size();
    budget_.bytes += 4 * bytes.size();
    return bytes;
}

Result<const Document::Packed*> Document::packed(std::size_t number)
{
    if (const auto known = packed_.find(number); known != packed_.end())
        return &known->second;
    const auto place = places_.find(static_cast<std::int64_t>(number));
    if (place == places_.end() || place->second.kind != Place::Kind::Offset)
        return fail(kDamaged); // object streams never lie in object streams
    OXSEAL_TRY(const Object stream, object(static_cast<std::int64_t>(number)));
    const Value& count = stream.value.at("N");
    const Value& first = stream.value.at("First");
    if (!stream.stream || !stream.value.at("Type").isName("ObjStm") || !isNumber(count, kMostObjects))
        return fail(kDamaged);
    Packed out;
    OXSEAL_TRY(out.bytes, decoded(stream));
    if (!isNumber(first, out.bytes.size()))
        return fail(kDamaged);
    Parser parser(out.bytes, 0, budget_);
    for (std::int64_t i = 0; i < count.number; ++i) {
        const auto object = parser.integer();
        const auto at = parser.integer();
        if (!object || !at || *at < 0 || static_cast<std::size_t>(*at) > out.bytes.size() - static_cast<std::size_t>(first.number))
            return tl::unexpected<Error>(stopped());
        out.index.emplace_back(*object, static_cast<std::size_t>(first.number + *at));
    }
    return &packed_.emplace(number, std::move(out)).first->second;
}

Result<Object> Document::packedObject(const Place& place, std::int64_t number)
{
    OXSEAL_TRY(const Packed* const stream, packed(place.at));
    if (place.index >= stream->index.size() || stream->index[place.index].first != number)
        return fail(kDamaged);
    Parser parser(stream->bytes, stream->index[place.index].second, budget_);
    auto value = parser.value();
    if (!value)
        return tl::unexpected<Error>(stopped());
    return Object{std::move(*value), false, {}};
}

Result<std::string_view> Document::packedText(std::int64_t number)
{
    const auto found = places_.find(number);
    if (found == places_.end() || found->second.kind != Place::Kind::Compressed)
        return fail(kDamaged);
    OXSEAL_TRY(const Packed* const stream, packed(found->second.at));
    const std::size_t index = found->second.index;
    if (index >= stream->index.size() || stream->index[index].first != number)
        return fail(kDamaged);
    Parser parser(stream->bytes, stream->index[index].second, budget_);
    parser.skipBlanks();
    const std::size_t start = parser.at();
    if (!parser.value())
        return tl::unexpected<Error>(stopped());
    return std::string_view(stream->bytes).substr(start, parser.at() - start);
}

Result<Value> Document::resolved(const Value& value)
{
    Value out = value;
    for (int steps = 0; out.is(Value::Kind::Reference); ++steps) {
        if (steps == kMostSteps)
            return fail(kDamaged);
        OXSEAL_TRY(Object next, object(out.number));
        out = std::move(next.value);
    }
    return out;
}

} // namespace oxseal::pdf
