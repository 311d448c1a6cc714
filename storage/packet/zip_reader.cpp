// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packet/zip_reader.h"

#include <algorithm>
#include <set>

namespace oxseal {
namespace {

constexpr std::uint64_t kLargestDirectory = 256 * 1024 * 1024;

std::uint64_t number(std::string_view bytes, std::size_t at, int size)
{
    std::uint64_t value = 0;
    for (int i = size - 1; i >= 0; --i)
        value = value << 8 | static_cast<std::uint8_t>(bytes[at + static_cast<std::size_t>(i)]);
    return value;
}

struct Directory
{
    std::uint64_t entries = 0;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};

class Lister
{
public:
    explicit Lister(const ByteSource& source) : source_(source) { }

    Result<ZipListing> run()
    {
        const auto end = findEnd();
        if (!end) {
            const auto head = source_.size() >= 4 ? source_.piece(0, 4) : Result<std::string>(std::string());
            if (!head || number(head->size() == 4 ? *head : std::string(4, '\0'), 0, 4) != 0x04034B50)
                return fail(kNotZip);
            problem("offset " + std::to_string(source_.size()));
            return std::move(listing_);
        }
        OXSEAL_CHECK(readEntries(*end));
        OXSEAL_CHECK(compareLocalHeaders(*end));
        return std::move(listing_);
    }

private:
    void problem(std::string place) { listing_.problems.push_back({std::move(place), "container", {}, true}); }

    /// The canonical end record stands at the very end; one that is found elsewhere, or differs from what it describes, is
    /// reported by compareLocalHeaders.
    std::optional<Directory> findEnd()
    {
        if (source_.size() < zip::kEndSize)
            return std::nullopt;
        const std::uint64_t window = std::min<std::uint64_t>(source_.size(), 64 * 1024 + zip::kEndSize + zip::kEnd64Size + zip::kLocatorSize);
        const std::uint64_t base = source_.size() - window;
        const auto tail = source_.piece(base, window);
        if (!tail)
            return std::nullopt;
        // In place first: the numbers of a good end record may happen to spell its own signature.
        const auto last = tail->size() - zip::kEndSize;
        const auto at = tail->compare(last, 4, "PK\5\6") == 0 ? last : tail->rfind("PK\5\6");
        if (at == std::string::npos || tail->size() - at < zip::kEndSize)
            return std::nullopt;
        Directory directory{number(*tail, at + 10, 2), number(*tail, at + 16, 4), number(*tail, at + 12, 4)};
        const std::size_t more = zip::kEnd64Size + zip::kLocatorSize;
        if (at >= more && number(*tail, at - zip::kLocatorSize, 4) == 0x07064B50 && number(*tail, at - more, 4) == 0x06064B50)
            directory = {number(*tail, at - more + 32, 8), number(*tail, at - more + 48, 8), number(*tail, at - more + 40, 8)};
        return directory;
    }

    Status readEntries(const Directory& directory)
    {
        if (directory.offset > source_.size() || source_.size() - directory.offset < directory.size
            || directory.size > kLargestDirectory) {
            problem("offset " + std::to_string(source_.size() - zip::kEndSize));
            return {};
        }
        OXSEAL_TRY(const std::string bytes, source_.piece(directory.offset, directory.size));
        std::set<std::string, std::less<>> names;
        std::size_t at = 0;
        while (at < bytes.size()) {
            const auto place = "offset " + std::to_string(directory.offset + at);
            if (bytes.size() - at < zip::kCentralSize || number(bytes, at, 4) != 0x02014B50
                || listing_.entries.size() == zip::kMostEntries) {
                problem(place);
                return {};
            }
            const auto nameSize = number(bytes, at + 28, 2);
            const auto extraSize = number(bytes, at + 30, 2);
            if (bytes.size() - at - zip::kCentralSize < nameSize + extraSize) {
                problem(place);
                return {};
            }
            zip::Entry entry{bytes.substr(at + zip::kCentralSize, nameSize), number(bytes, at + 24, 4),
                static_cast<std::uint32_t>(number(bytes, at + 16, 4)), number(bytes, at + 42, 4)};
            if (!readZip64(std::string_view(bytes).substr(at + zip::kCentralSize + nameSize, extraSize), entry)
                || !zip::nameAllowed(entry.name) || !names.insert(entry.name).second) {
                problem(zip::nameAllowed(entry.name) ? entry.name : place);
                return {};
            }
            const std::string canonical = zip::centralHeader(entry);
            if (bytes.compare(at, canonical.size(), canonical) != 0)
                problem(entry.name);
            at += zip::kCentralSize + nameSize + extraSize;
            listing_.entries.push_back(std::move(entry));
        }
        return {};
    }

    static bool readZip64(std::string_view extra, zip::Entry& entry)
    {
        if (extra.empty())
            return true;
        const bool large = entry.large();
        const bool far = entry.far();
        const std::size_t wanted = (large ? 16U : 0U) + (far ? 8U : 0U);
        if (wanted == 0 || extra.size() != wanted + 4 || number(extra, 0, 2) != 1 || number(extra, 2, 2) != wanted)
            return false;
        if (large)
            entry.size = number(extra, 4, 8);
        if (far)
            entry.offset = number(extra, extra.size() - 8, 8);
        return true;
    }

    Status compareLocalHeaders(const Directory& directory)
    {
        std::uint64_t expected = 0;
        std::uint64_t centralSize = 0;
        std::vector<zip::Entry> good;
        for (auto& entry : listing_.entries) {
            const std::string canonical = zip::localHeader(entry);
            centralSize += zip::centralHeader(entry).size();
            const bool fits = entry.offset == expected && entry.offset <= directory.offset
                && directory.offset - entry.offset >= canonical.size()
                && directory.offset - entry.offset - canonical.size() >= entry.size;
            if (!fits) {
                problem(entry.name);
                // Where the next entry begins is no longer certain; its own record decides.
                expected = entry.offset + canonical.size() + entry.size;
                continue;
            }
            const auto local = source_.piece(entry.offset, canonical.size());
            if (!local || *local != canonical)
                problem(entry.name);
            expected += canonical.size() + entry.size;
            good.push_back(std::move(entry));
        }
        const std::string end = zip::endRecords(listing_.entries.size(), expected, centralSize);
        const auto at = expected + centralSize;
        const bool atEnd = at <= source_.size() && source_.size() - at == end.size();
        const auto actual = atEnd ? source_.piece(at, end.size()) : Result<std::string>(std::string());
        if (!actual || *actual != end)
            problem("offset " + std::to_string(std::min(at, source_.size())));
        listing_.entries = std::move(good);
        return {};
    }

    const ByteSource& source_;
    ZipListing listing_;
};

} // namespace

Result<ZipListing> listZip(const ByteSource& source) { return Lister(source).run(); }

} // namespace oxseal
