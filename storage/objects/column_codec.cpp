// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/objects/column_codec.h"

#include "storage/crypto/hash.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace oxseal {
namespace {

static_assert(std::endian::native == std::endian::little, "column payloads are little-endian and copied as they are");

constexpr std::string_view kMagic = "OXCC";
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kHeaderBytes = 10; // magic, version, type, rows

void putU32(std::string& out, std::uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        out.push_back(static_cast<char>(static_cast<unsigned char>(value >> shift)));
}

void putU64(std::string& out, std::uint64_t value)
{
    putU32(out, static_cast<std::uint32_t>(value >> 32));
    putU32(out, static_cast<std::uint32_t>(value));
}

template <class T>
void putArray(std::string& out, const T* values, std::size_t count)
{
    const std::size_t at = out.size();
    out.resize(at + count * sizeof(T));
    if (count > 0)
        std::memcpy(out.data() + at, values, count * sizeof(T));
}

std::uint8_t widthFor(std::size_t dictionary) { return dictionary <= 0x100 ? 1 : dictionary <= 0x10000 ? 2 : 4; }

template <class T>
void putCodes(std::string& out, const std::vector<std::uint32_t>& codes)
{
    const std::size_t at = out.size();
    out.resize(at + codes.size() * sizeof(T));
    char* to = out.data() + at;
    for (const auto code : codes) {
        const T narrow = static_cast<T>(code);
        std::memcpy(to, &narrow, sizeof narrow);
        to += sizeof narrow;
    }
}

/// The chunk's own dictionary holds what occurs in it, in order of first appearance.
void putText(std::string& out, const TextColumn& column, std::size_t first, std::size_t rows)
{
    constexpr std::uint32_t unseen = 0xFFFFFFFFU;
    std::vector<std::uint32_t> local(column.dictionary().size(), unseen);
    std::vector<std::uint32_t> order;
    std::vector<std::uint32_t> codes(rows);
    std::size_t bytes = 0;
    for (std::size_t r = 0; r < rows; ++r) {
        const auto code = column.codes()[first + r];
        if (local[code] == unseen) {
            local[code] = static_cast<std::uint32_t>(order.size());
            order.push_back(code);
            bytes += 4 + column.dictionary()[code].size();
        }
        codes[r] = local[code];
    }
    out.reserve(out.size() + bytes + rows * 4 + 5);
    putU32(out, static_cast<std::uint32_t>(order.size()));
    for (const auto code : order) {
        putU32(out, static_cast<std::uint32_t>(column.dictionary()[code].size()));
        out.append(column.dictionary()[code]);
    }
    const auto width = widthFor(order.size());
    out.push_back(static_cast<char>(width));
    if (width == 1)
        putCodes<std::uint8_t>(out, codes);
    else if (width == 2)
        putCodes<std::uint16_t>(out, codes);
    else
        putCodes<std::uint32_t>(out, codes);
}

/// Bounded reading; `ok` turns false at the first want of bytes and stays so.
class Cursor
{
public:
    explicit Cursor(ByteView bytes)
        : bytes_(bytes)
    {
    }

    std::uint8_t u8() { return need(1) ? bytes_[at_++] : std::uint8_t{0}; }
    std::uint32_t u32()
    {
        if (!need(4))
            return 0;
        std::uint32_t value = 0;
        for (int i = 0; i < 4; ++i)
            value = value << 8 | bytes_[at_++];
        return value;
    }
    std::string_view text(std::size_t size)
    {
        if (!need(size))
            return {};
        const auto out = asText(bytes_.subspan(at_, size));
        at_ += size;
        return out;
    }
    template <class T>
    std::vector<T> array(std::size_t count)
    {
        if (count > left() / sizeof(T)) {
            ok_ = false;
            return {};
        }
        std::vector<T> out(count);
        if (count > 0)
            std::memcpy(out.data(), bytes_.data() + at_, count * sizeof(T));
        at_ += count * sizeof(T);
        return out;
    }
    [[nodiscard]] std::size_t left() const { return bytes_.size() - at_; }
    [[nodiscard]] bool done() const { return ok_ && at_ == bytes_.size(); }
    [[nodiscard]] bool ok() const { return ok_; }

private:
    bool need(std::size_t size)
    {
        ok_ = ok_ && size <= left();
        return ok_;
    }

    ByteView bytes_;
    std::size_t at_ = 0;
    bool ok_ = true;
};

template <class T>
std::vector<std::uint32_t> widened(Cursor& cursor, std::size_t rows)
{
    const auto narrow = cursor.array<T>(rows);
    return {narrow.begin(), narrow.end()};
}

bool readText(Cursor& cursor, std::size_t rows, TextColumn& out)
{
    const std::size_t size = cursor.u32();
    if (size > rows || size * 4 > cursor.left())
        return false;
    Dictionary dictionary;
    dictionary.reserve(size, 0);
    for (std::size_t i = 0; i < size && cursor.ok(); ++i) {
        const auto length = cursor.u32();
        dictionary.append(cursor.text(length));
    }
    const auto width = cursor.u8();
    if (!cursor.ok() || width != widthFor(size))
        return false;
    auto codes = width == 1 ? widened<std::uint8_t>(cursor, rows)
        : width == 2        ? widened<std::uint16_t>(cursor, rows)
                            : cursor.array<std::uint32_t>(rows);
    for (const auto code : codes) {
        if (code >= size)
            return false;
    }
    out = TextColumn::fromParts(std::move(codes), std::move(dictionary));
    return cursor.ok();
}

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from)
{
    to.insert(to.end(), from.begin(), from.end());
}

} // namespace

ColumnCode codeOf(const Column& column) noexcept
{
    return static_cast<ColumnCode>(column.data.index() + 1);
}

std::string encodeChunk(const Column& column, std::size_t first, std::size_t rows)
{
    static_assert(std::is_same_v<std::variant_alternative_t<0, decltype(Column::data)>, TextColumn>
        && std::is_same_v<std::variant_alternative_t<1, decltype(Column::data)>, MoneyColumn>
        && std::is_same_v<std::variant_alternative_t<2, decltype(Column::data)>, IntegerColumn>
        && std::is_same_v<std::variant_alternative_t<3, decltype(Column::data)>, DayColumn>
        && std::is_same_v<std::variant_alternative_t<4, decltype(Column::data)>, FlagColumn>);
    std::string out;
    out.append(kMagic);
    out.push_back(static_cast<char>(kVersion));
    out.push_back(static_cast<char>(codeOf(column)));
    putU32(out, static_cast<std::uint32_t>(rows));
    if (const auto* text = std::get_if<TextColumn>(&column.data)) {
        putText(out, *text, first, rows);
    } else if (const auto* money = std::get_if<MoneyColumn>(&column.data)) {
        putArray(out, money->minor.data() + first, rows);
    } else if (const auto* integers = std::get_if<IntegerColumn>(&column.data)) {
        putArray(out, integers->values.data() + first, rows);
    } else if (const auto* days = std::get_if<DayColumn>(&column.data)) {
        putArray(out, days->days.data() + first, rows);
    } else if (const auto* flags = std::get_if<FlagColumn>(&column.data)) {
        putArray(out, flags->flags.data() + first, rows);
    }
    return out;
}

Result<Column> decodeChunk(ByteView bytes, std::string name)
{
    const auto damaged = [&name] { return fail(kColumnDamaged, name); };
    if (bytes.size() < kHeaderBytes || asText(bytes.first(4)) != kMagic || bytes[4] != kVersion)
        return damaged();
    Cursor cursor(bytes.subspan(5));
    const auto type = static_cast<ColumnCode>(cursor.u8());
    const std::size_t rows = cursor.u32();
    Column column{name, TextColumn()};
    switch (type) {
    case ColumnCode::Text: {
        TextColumn text;
        if (!readText(cursor, rows, text))
            return damaged();
        column.data = std::move(text);
        break;
    }
    case ColumnCode::Money: column.data = MoneyColumn{cursor.array<std::int64_t>(rows)}; break;
    case ColumnCode::Integer: column.data = IntegerColumn{cursor.array<std::int64_t>(rows)}; break;
    case ColumnCode::Day: column.data = DayColumn{cursor.array<std::int32_t>(rows)}; break;
    case ColumnCode::Flag: {
        FlagColumn flags;
        for (const auto raw : cursor.array<std::uint8_t>(rows)) {
            if (raw > static_cast<std::uint8_t>(Flag::Unknown))
                return damaged();
            flags.flags.push_back(static_cast<Flag>(raw));
        }
        column.data = std::move(flags);
        break;
    }
    default: return damaged();
    }
    if (!cursor.done())
        return damaged();
    return column;
}

Status appendChunk(Column& column, const Column& chunk)
{
    if (column.data.index() != chunk.data.index())
        return fail(kColumnDamaged, column.name);
    if (auto* text = std::get_if<TextColumn>(&column.data)) {
        const auto& more = std::get<TextColumn>(chunk.data);
        auto codes = text->codes();
        Dictionary dictionary = text->dictionary();
        std::vector<std::uint32_t> translated;
        translated.reserve(more.dictionary().size());
        for (const auto word : more.dictionary())
            translated.push_back(dictionary.intern(word));
        codes.reserve(codes.size() + more.size());
        for (const auto code : more.codes())
            codes.push_back(translated[code]);
        column.data = TextColumn::fromParts(std::move(codes), std::move(dictionary));
    } else if (auto* money = std::get_if<MoneyColumn>(&column.data)) {
        append(money->minor, std::get<MoneyColumn>(chunk.data).minor);
    } else if (auto* integers = std::get_if<IntegerColumn>(&column.data)) {
        append(integers->values, std::get<IntegerColumn>(chunk.data).values);
    } else if (auto* days = std::get_if<DayColumn>(&column.data)) {
        append(days->days, std::get<DayColumn>(chunk.data).days);
    } else if (auto* flags = std::get_if<FlagColumn>(&column.data)) {
        append(flags->flags, std::get<FlagColumn>(chunk.data).flags);
    }
    return {};
}

Digest rowLeaf(Hasher& hasher, ByteView snapshotSalt, const Table& table, std::size_t row)
{
    std::string bytes;
    putU64(bytes, row);
    hasher.update(snapshotSalt);
    hasher.update(asBytes(bytes));
    const Digest derived = hasher.finish();

    std::string leaf(1, '\0');
    leaf.append(asText(ByteView(derived.bytes).first(16)));
    putU64(leaf, row);
    for (const auto& column : table.columns()) {
        leaf.push_back(static_cast<char>(codeOf(column)));
        if (const auto* text = std::get_if<TextColumn>(&column.data)) {
            putU32(leaf, static_cast<std::uint32_t>(text->at(row).size()));
            leaf.append(text->at(row));
        } else if (const auto* money = std::get_if<MoneyColumn>(&column.data)) {
            putU64(leaf, static_cast<std::uint64_t>(money->minor[row]));
        } else if (const auto* integers = std::get_if<IntegerColumn>(&column.data)) {
            putU64(leaf, static_cast<std::uint64_t>(integers->values[row]));
        } else if (const auto* days = std::get_if<DayColumn>(&column.data)) {
            putU32(leaf, static_cast<std::uint32_t>(days->days[row]));
        } else if (const auto* flags = std::get_if<FlagColumn>(&column.data)) {
            leaf.push_back(static_cast<char>(flags->flags[row]));
        }
    }
    hasher.update(asBytes(leaf));
    return hasher.finish();
}

Digest columnsDigest(std::uint64_t rows, const std::vector<ChunkDigest>& chunks)
{
    Sha256 hasher;
    std::string head("OXSN\x01", 5);
    putU64(head, rows);
    putU32(head, chunks.empty() ? 0 : static_cast<std::uint32_t>(chunks.back().position + 1));
    hasher.update(std::string_view(head));
    for (std::size_t i = 0; i < chunks.size();) {
        std::size_t end = i;
        while (end < chunks.size() && chunks[end].position == chunks[i].position)
            ++end;
        std::string column;
        putU32(column, static_cast<std::uint32_t>(chunks[i].name.size()));
        column += chunks[i].name;
        column.push_back(static_cast<char>(chunks[i].type));
        putU32(column, static_cast<std::uint32_t>(end - i));
        hasher.update(std::string_view(column));
        for (; i < end; ++i)
            hasher.update(ByteView(chunks[i].sha256.bytes));
    }
    return hasher.finish();
}

Digest columnsDigest(const Table& table)
{
    std::vector<ChunkDigest> chunks;
    for (std::size_t c = 0; c < table.columns().size(); ++c) {
        const Column& column = table.columns()[c];
        std::size_t first = 0;
        do {
            const std::size_t rows = std::min(kChunkRows, table.rows() - first);
            chunks.push_back({static_cast<std::int64_t>(c), column.name, static_cast<std::int64_t>(codeOf(column)),
                sha256(encodeChunk(column, first, rows))});
            first += rows;
        } while (first < table.rows());
    }
    return columnsDigest(table.rows(), chunks);
}

} // namespace oxseal
