// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/zip_parts.h"

#include "models/core/text.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <memory>

namespace oxseal {
namespace {

constexpr std::uint64_t kMostParts = 20'000;

struct Closer
{
    void operator()(archive* a) const { archive_read_free(a); }
};
using Archive = std::unique_ptr<archive, Closer>;

Error damaged(archive* a, const std::string& what)
{
    const char* words = a != nullptr ? archive_error_string(a) : nullptr;
    return Error(kZipPartsDamaged, what, {words != nullptr ? words : "it is not a ZIP archive"});
}

Result<Archive> openArchive(ByteView bytes)
{
    Archive a(archive_read_new());
    if (!a)
        return fail(kZipPartsDamaged, {}, {"no memory"});
    // The seekable reader goes by the central directory, as every program that opens workbooks does.
    archive_read_support_format_zip_seekable(a.get());
    if (archive_read_open_memory(a.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
        return tl::unexpected<Error>(damaged(a.get(), {}));
    return a;
}

/// True with an entry, false at the end.
Result<bool> nextEntry(archive* a, archive_entry*& entry)
{
    const int status = archive_read_next_header(a, &entry);
    if (status == ARCHIVE_EOF)
        return false;
    if (status < ARCHIVE_WARN)
        return tl::unexpected<Error>(damaged(a, {}));
    return true;
}

} // namespace

std::string ZipParts::key(std::string_view name)
{
    std::string text = lowerAscii(name);
    std::replace(text.begin(), text.end(), '\\', '/');
    while (!text.empty() && text.front() == '/')
        text.erase(0, 1);
    return text;
}

Result<ZipParts> ZipParts::open(ByteView bytes)
{
    OXSEAL_TRY(const Archive a, openArchive(bytes));
    ZipParts out;
    out.bytes_ = bytes;
    archive_entry* entry = nullptr;
    for (std::uint64_t index = 0;; ++index) {
        OXSEAL_TRY(const bool more, nextEntry(a.get(), entry));
        if (!more)
            break;
        const char* path = archive_entry_pathname(entry);
        if (path == nullptr || index >= kMostParts)
            return fail(kZipPartsDamaged, {}, {path == nullptr ? "a part has no name" : "it has too many parts"});
        const std::string name = key(path);
        if (name.empty() || name.back() == '/')
            continue;
        // Two programs would read two different workbooks out of such a file.
        if (!out.parts_.emplace(name, Part{index, archive_entry_size_is_set(entry) ? static_cast<std::uint64_t>(std::max<la_int64_t>(archive_entry_size(entry), 0)) : 0}).second)
            return fail(kZipPartsDamaged, path, {"two parts have this name"});
    }
    if (out.parts_.empty())
        return fail(kZipPartsDamaged, {}, {"it has no parts"});
    return out;
}

std::vector<std::string> ZipParts::names() const
{
    std::vector<std::string> out;
    for (const auto& [name, part] : parts_)
        out.push_back(name);
    return out;
}

std::size_t ZipParts::countUnder(std::string_view folder) const
{
    const std::string from = key(folder);
    return static_cast<std::size_t>(std::count_if(
        parts_.begin(), parts_.end(), [&](const auto& part) { return part.first.compare(0, from.size(), from) == 0; }));
}

std::uint64_t ZipParts::mostOfPart() const
{
    return std::min(kMostBytes, std::max<std::uint64_t>(kSmallPart, bytes_.size() * kMostGrowth));
}

std::uint64_t ZipParts::statedBytes() const
{
    std::uint64_t sum = 0;
    for (const auto& [name, part] : parts_)
        sum += std::min(part.stated, kMostBytes); // 20,000 parts of 4 GB stay far from the end of 64 bits
    return sum;
}

template <class Take>
Status ZipParts::inflate(const std::string& name, Take take) const
{
    const auto found = parts_.find(key(name));
    if (found == parts_.end())
        return fail(kZipPartsDamaged, name, {"this part is missing"});
    OXSEAL_TRY(const Archive a, openArchive(bytes_));
    archive_entry* entry = nullptr;
    for (std::uint64_t index = 0; index <= found->second.index; ++index) {
        OXSEAL_TRY(const bool more, nextEntry(a.get(), entry));
        if (!more)
            return fail(kZipPartsDamaged, name, {"this part is missing"});
    }
    const std::uint64_t most = mostOfPart(); // the packed size is not told
    std::uint64_t total = 0;
    for (;;) {
        const void* block = nullptr;
        std::size_t size = 0;
        la_int64_t offset = 0;
        const int status = archive_read_data_block(a.get(), &block, &size, &offset);
        if (status == ARCHIVE_EOF)
            return {};
        if (status < ARCHIVE_WARN)
            return tl::unexpected<Error>(damaged(a.get(), name));
        total += size;
        if (total > most)
            return fail(kZipPartsBomb, name, {std::to_string(most >> 20)});
        if (!take(std::string_view(static_cast<const char*>(block), size)))
            return {};
    }
}

Result<std::string> ZipParts::whole(std::string_view name, std::uint64_t most) const
{
    std::string out;
    bool tooLarge = false;
    OXSEAL_CHECK(inflate(std::string(name), [&](std::string_view chunk) {
        tooLarge = out.size() + chunk.size() > most;
        if (!tooLarge)
            out.append(chunk);
        return !tooLarge;
    }));
    if (tooLarge)
        return fail(kZipPartsBomb, std::string(name), {std::to_string(most >> 20)});
    return out;
}

PartStream::PartStream(const ZipParts& parts, std::string_view name)
{
    thread_ = std::thread([this, &parts, part = std::string(name)] {
        const Status read = parts.inflate(part, [this](std::string_view chunk) { return put(chunk); });
        if (read)
            (void)hand();
        const std::lock_guard guard(mutex_);
        if (!read)
            error_ = read.error();
        ended_ = true;
        changed_.notify_all();
    });
}

PartStream::~PartStream()
{
    {
        const std::lock_guard guard(mutex_);
        stopped_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

bool PartStream::put(std::string_view bytes)
{
    filling_.append(bytes);
    return filling_.size() < kChunk || hand();
}

/// Waits for room; false when nobody reads any more.
bool PartStream::hand()
{
    if (filling_.empty())
        return true;
    std::unique_lock guard(mutex_);
    changed_.wait(guard, [this] { return stopped_ || ready_.size() < kAhead; });
    if (stopped_)
        return false;
    ready_.push_back(std::move(filling_));
    filling_ = {};
    filling_.reserve(kChunk + (kChunk >> 2));
    changed_.notify_all();
    return true;
}

std::string_view PartStream::next()
{
    std::unique_lock guard(mutex_);
    changed_.wait(guard, [this] { return ended_ || !ready_.empty(); });
    if (ready_.empty()) {
        shown_ = error_;
        return {};
    }
    current_ = std::move(ready_.front());
    ready_.pop_front();
    changed_.notify_all();
    return current_;
}

} // namespace oxseal
