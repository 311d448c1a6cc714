// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/objects/object_store.h"

#include "models/core/parallel.h"
#include "storage/crypto/aead.h"
#include "storage/crypto/hash.h"
#include "storage/files/fault_point.h"
#include "storage/repos/object_repo.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <set>

namespace oxseal {
namespace {

constexpr std::string_view kMagic = "OXSEALOB";
constexpr std::uint32_t kVersion = 1;
constexpr std::uint32_t kBlock = 256 * 1024; ///< plaintext bytes per authenticated chunk
constexpr std::size_t kHeaderSize = 32;
constexpr std::size_t kTag = Aead::kTagSize;

Result<repo::ObjectRow> rowOf(Database& db, ObjectId id)
{
    repo::ObjectRow row;
    OXSEAL_TRY(const bool found, repo::objectRow(db, id, row));
    if (!found)
        return fail(kObjectUnknown, "object " + std::to_string(id.value));
    return row;
}

std::string relativePath(const std::string& file) { return file.substr(0, 2) + "/" + file; }

/// Magic, version, block size, 16 bytes of the file's own name: a file under another name does not open.
std::string headerOf(const std::string& file)
{
    std::string header(kMagic);
    for (const std::uint32_t word : {kVersion, kBlock}) {
        for (int shift = 24; shift >= 0; shift -= 8)
            header.push_back(static_cast<char>(word >> shift & 0xFFU));
    }
    return header + fromHex(file).value_or(std::string(16, '\0'));
}

/// Counter of the chunk and, in the last byte, whether it is the last: no chunk can be cut off, moved or repeated.
std::array<std::uint8_t, 12> nonceOf(std::uint64_t counter, bool last)
{
    std::array<std::uint8_t, 12> nonce{};
    for (std::size_t i = 0; i < 8; ++i)
        nonce[3 + i] = static_cast<std::uint8_t>(counter >> (56 - 8 * i) & 0xFFU);
    nonce[11] = last ? 1 : 0;
    return nonce;
}

Status syncFolder(const std::filesystem::path& folder)
{
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0 || ::fsync(fd) != 0) {
        const std::string why = std::strerror(errno);
        if (fd >= 0)
            ::close(fd);
        return fail(kObjectCannotWrite, folder.string(), {why});
    }
    ::close(fd);
    return {};
}

/// A new file that removes itself unless it was finished.
class NewFile
{
public:
    explicit NewFile(std::filesystem::path path)
        : path_(std::move(path)), fd_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600))
    {
    }
    ~NewFile()
    {
        if (fd_ >= 0)
            ::close(fd_);
        if (!finished_)
            ::unlink(path_.c_str());
    }
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    Status write(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const ssize_t count = fd_ < 0 ? -1 : ::write(fd_, bytes.data(), bytes.size());
            if (count < 0 && errno == EINTR)
                continue;
            if (count <= 0)
                return fail(kObjectCannotWrite, path_.string(), {std::strerror(errno)});
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return {};
    }
    Status finish()
    {
        faultPoint("object.written");
        if (::fsync(fd_) != 0)
            return fail(kObjectCannotWrite, path_.string(), {std::strerror(errno)});
        faultPoint("object.synced");
        OXSEAL_CHECK(syncFolder(path_.parent_path()));
        faultPoint("object.folder_synced");
        finished_ = true;
        return {};
    }

private:
    std::filesystem::path path_;
    int fd_;
    bool finished_ = false;
};

tl::unexpected<Error> damaged(const std::filesystem::path& path) { return fail(kObjectDamaged, path.filename().string()); }

} // namespace

ObjectStore::ObjectStore(std::filesystem::path folder, Database& db, Random& random)
    : folder_(std::move(folder)), db_(db), random_(random)
{
}

/// A file of ciphertext that no row names yet.
struct ObjectStore::Sealed
{
    std::string file;
    Secret key;
    Digest sha256;
    std::uint64_t size = 0;
};

Result<ObjectStore::Sealed> ObjectStore::named()
{
    std::array<std::uint8_t, 16> name{};
    random_.fill(name);
    Botan::secure_vector<std::uint8_t> keyBytes(Aead::kKeySize);
    random_.fill(keyBytes);
    Sealed object{toHex(name), Secret(std::move(keyBytes)), {}, 0};
    const auto folder = (folder_ / relativePath(object.file)).parent_path();
    std::error_code status;
    if (std::filesystem::create_directories(folder, status))
        OXSEAL_CHECK(syncFolder(folder_));
    return object;
}

/// Touches nothing but the object's own file, so that several can be sealed at once.
Status ObjectStore::seal(Sealed& object, const Source& source) const
{
    OXSEAL_TRY(Aead aead, Aead::create(AeadKind::Aes256Gcm, object.key));
    NewFile out(folder_ / relativePath(object.file));
    const std::string header = headerOf(object.file);
    OXSEAL_CHECK(out.write(header));
    faultPoint("object.begun");

    Sha256 hasher;
    std::vector<std::uint8_t> block(kBlock);
    std::vector<std::uint8_t> ahead(kBlock);
    Botan::secure_vector<std::uint8_t> sealed;
    OXSEAL_TRY(std::size_t count, source(block));
    for (std::uint64_t counter = 0;; ++counter) {
        // Only a look ahead tells whether this chunk is the last.
        std::size_t next = 0;
        if (count == kBlock) {
            OXSEAL_TRY(next, source(ahead));
        }
        const ByteView plain(block.data(), count);
        hasher.update(plain);
        object.size += count;
        OXSEAL_CHECK(aead.seal(nonceOf(counter, next == 0), asBytes(header), plain, sealed));
        OXSEAL_CHECK(out.write(asText({sealed.data(), sealed.size()})));
        if (next == 0)
            break;
        block.swap(ahead);
        count = next;
    }
    object.sha256 = hasher.finish();
    return out.finish();
}

Result<ObjectInfo> ObjectStore::insert(Sealed&& object, const std::string& kind)
{
    ObjectInfo info{{}, object.sha256, object.size, kind};
    OXSEAL_TRY(info.id, repo::insertObject(db_, {object.file, std::move(object.key), info.sha256, info.size, kind}));
    faultPoint("object.row");
    return info;
}

Result<ObjectInfo> ObjectStore::store(const Source& source, const std::string& kind)
{
    OXSEAL_TRY(Sealed object, named());
    OXSEAL_CHECK(seal(object, source));
    return insert(std::move(object), kind);
}

ObjectStore::Source ObjectStore::sourceOf(ByteView bytes)
{
    return [bytes](std::span<std::uint8_t> into) mutable -> Result<std::size_t> {
        const std::size_t count = std::min(into.size(), bytes.size());
        std::copy_n(bytes.begin(), count, into.begin());
        bytes = bytes.subspan(count);
        return count;
    };
}

Result<ObjectInfo> ObjectStore::put(ByteView bytes, const std::string& kind) { return store(sourceOf(bytes), kind); }

Result<std::vector<ObjectInfo>> ObjectStore::putAll(std::span<const NewObject> objects, unsigned threads)
{
    std::vector<Sealed> sealed;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        OXSEAL_TRY(Sealed object, named());
        sealed.push_back(std::move(object));
    }
    std::vector<Status> outcomes(objects.size());
    std::vector<std::function<void()>> tasks;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        tasks.emplace_back([&, i] {
            std::string buffer;
            outcomes[i] = seal(sealed[i], sourceOf(objects[i].bytes(buffer)));
        });
    }
    runTasks(threads, tasks);
    std::vector<ObjectInfo> infos;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        OXSEAL_CHECK(outcomes[i]);
        OXSEAL_TRY(ObjectInfo info, insert(std::move(sealed[i]), objects[i].kind));
        infos.push_back(std::move(info));
    }
    return infos;
}

Result<ObjectInfo> ObjectStore::putFile(const std::filesystem::path& file, const std::string& kind)
{
    std::ifstream in(file, std::ios::binary);
    std::error_code status;
    if (!in || std::filesystem::is_directory(file, status))
        return fail(kObjectCannotRead, file.string());
    return store(
        [&](std::span<std::uint8_t> into) -> Result<std::size_t> {
            in.read(reinterpret_cast<char*>(into.data()), static_cast<std::streamsize>(into.size()));
            if (in.bad())
                return fail(kObjectCannotRead, file.string());
            return static_cast<std::size_t>(in.gcount());
        },
        kind);
}

Status ObjectStore::read(ObjectId id, const std::function<Status(ByteView)>& chunk) const
{
    OXSEAL_TRY(const repo::ObjectRow row, rowOf(db_, id));
    const auto path = folder_ / relativePath(row.file);
    std::ifstream in(path, std::ios::binary);
    if (!in)
        return fail(kObjectMissing, path.filename().string());
    OXSEAL_TRY(Aead aead, Aead::create(AeadKind::Aes256Gcm, row.key));
    std::string header(kHeaderSize, '\0');
    in.read(header.data(), static_cast<std::streamsize>(header.size()));
    if (header != headerOf(row.file))
        return damaged(path);
    Sha256 hasher;
    std::uint64_t left = row.size;
    std::vector<std::uint8_t> sealed;
    for (std::uint64_t counter = 0;; ++counter) {
        const auto plainSize = static_cast<std::size_t>(std::min<std::uint64_t>(left, kBlock));
        left -= plainSize;
        sealed.resize(plainSize + kTag);
        in.read(reinterpret_cast<char*>(sealed.data()), static_cast<std::streamsize>(sealed.size()));
        if (in.gcount() != static_cast<std::streamsize>(sealed.size()))
            return damaged(path);
        const auto plain = aead.open(nonceOf(counter, left == 0), asBytes(header), sealed);
        if (!plain)
            return damaged(path);
        hasher.update(plain->view());
        OXSEAL_CHECK(chunk(plain->view()));
        if (left == 0)
            break;
    }
    if (in.peek() != std::ifstream::traits_type::eof() || hasher.finish() != row.sha256)
        return damaged(path);
    return {};
}

Result<std::string> ObjectStore::get(ObjectId id) const
{
    std::string bytes;
    OXSEAL_CHECK(read(id, [&](ByteView part) -> Status {
        bytes.append(asText(part));
        return {};
    }));
    return bytes;
}

Result<ObjectInfo> ObjectStore::info(ObjectId id) const
{
    OXSEAL_TRY(const repo::ObjectRow row, rowOf(db_, id));
    return ObjectInfo{id, row.sha256, row.size, row.kind};
}

Status ObjectStore::dispose(ObjectId id)
{
    OXSEAL_TRY(const bool deleted, repo::deleteObject(db_, id));
    if (!deleted)
        return fail(kObjectUnknown, "object " + std::to_string(id.value));
    return {};
}

Status ObjectStore::eachFile(const std::function<bool(const std::string&)>& file) const
{
    return repo::eachObjectFile(db_, [&](const std::string& name) { return file(relativePath(name)); });
}

Result<int> ObjectStore::sweepOrphans()
{
    std::set<std::string> known;
    OXSEAL_CHECK(eachFile([&](const std::string& relative) { return known.insert(relative).second; }));
    int removed = 0;
    std::error_code status;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_, status)) {
        if (!entry.is_regular_file(status))
            continue;
        const auto relative = entry.path().lexically_relative(folder_).string();
        if (known.find(relative) == known.end() && std::filesystem::remove(entry.path(), status))
            ++removed;
    }
    return removed;
}

} // namespace oxseal
