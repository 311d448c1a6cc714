// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packet/zip_writer.h"

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace oxseal {

Result<std::unique_ptr<ZipWriter>> ZipWriter::create(const std::filesystem::path& file)
{
    auto temporary = file;
    temporary += ".part";
    const int descriptor = ::open(temporary.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (descriptor < 0)
        return fail(kZipWrite, file.string());
    return std::unique_ptr<ZipWriter>(new ZipWriter(descriptor, file, temporary));
}

ZipWriter::ZipWriter(int descriptor, std::filesystem::path file, std::filesystem::path temporary)
    : descriptor_(descriptor), file_(std::move(file)), temporary_(std::move(temporary))
{
}

ZipWriter::~ZipWriter()
{
    ::close(descriptor_);
    if (!finished_)
        ::unlink(temporary_.c_str());
}

Status ZipWriter::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto done = ::write(descriptor_, bytes.data(), bytes.size());
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return fail(kZipWrite, file_.string());
        position_ += static_cast<std::uint64_t>(done);
        bytes.remove_prefix(static_cast<std::size_t>(done));
    }
    return {};
}

Status ZipWriter::add(const std::string& name, std::string_view bytes)
{
    return addStream(name, bytes.size(),
        [bytes](const std::function<Status(ByteView)>& sink) { return sink(asBytes(bytes)); });
}

Status ZipWriter::addStream(const std::string& name, std::uint64_t size,
    const std::function<Status(const std::function<Status(ByteView)>&)>& source)
{
    if (!zip::nameAllowed(name))
        return fail(kZipName, name);
    if (!names_.insert(name).second)
        return fail(kZipName, name);
    zip::Entry entry{name, size, 0, position_};
    OXSEAL_CHECK(write(zip::localHeader(entry)));
    std::uint64_t written = 0;
    OXSEAL_CHECK(source([&](ByteView block) -> Status {
        entry.crc = crc32(block, entry.crc);
        written += block.size();
        return write(asText(block));
    }));
    if (written != size)
        return fail(kZipWrite, name);
    const std::string header = zip::localHeader(entry);
    const auto done = ::pwrite(descriptor_, header.data(), header.size(), static_cast<off_t>(entry.offset));
    if (done != static_cast<ssize_t>(header.size()))
        return fail(kZipWrite, file_.string());
    entries_.push_back(std::move(entry));
    return {};
}

Status ZipWriter::finish()
{
    const auto start = position_;
    for (const auto& entry : entries_)
        OXSEAL_CHECK(write(zip::centralHeader(entry)));
    OXSEAL_CHECK(write(zip::endRecords(entries_.size(), start, position_ - start)));
    if (::fsync(descriptor_) != 0 || ::rename(temporary_.c_str(), file_.c_str()) != 0)
        return fail(kZipWrite, file_.string());
    finished_ = true;
    return {};
}

} // namespace oxseal
