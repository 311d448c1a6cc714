// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/ids.h"
#include "models/core/result.h"
#include "storage/crypto/random.h"
#include "storage/db/database.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kObjectUnknown{"object.unknown", ErrorClass::Internal};
inline constexpr ErrorCode kObjectMissing{"object.missing", ErrorClass::Integrity};
inline constexpr ErrorCode kObjectDamaged{"object.damaged", ErrorClass::Integrity};
inline constexpr ErrorCode kObjectCannotWrite{"object.cannot_write", ErrorClass::Internal};
inline constexpr ErrorCode kObjectCannotRead{"object.cannot_read", ErrorClass::Input};

/// What is known of a stored object without opening it.
struct ObjectInfo
{
    ObjectId id;
    Digest sha256; ///< of the plaintext
    std::uint64_t size = 0; ///< plaintext bytes
    std::string kind; ///< "input", "evidence", "column", "manifest", "document" …
};

/// One of several objects to store together.
struct NewObject
{
    std::string kind;
    /// Gives the plaintext, once, perhaps on another thread: bytes that stand elsewhere, or that it puts into `buffer`.
    std::function<ByteView(std::string& buffer)> bytes;
};

/// Bulk bytes under objects/, each file AES-256-GCM in framed chunks under its own random key that lives in the database
/// (FORMATS.md, "Object"). put() writes and fsyncs the file before its row is inserted, so a committed row always has its
/// bytes; files without a row are orphans and are swept at the next opening for writing.
class ObjectStore
{
public:
    ObjectStore(std::filesystem::path folder, Database& db, Random& random);

    /// Must be called inside a unit of work: the row belongs to its transaction.
    [[nodiscard]] Result<ObjectInfo> put(ByteView bytes, const std::string& kind);
    /// The same for several, encrypted and written on up to `threads` threads; rows and result stand in the given order.
    [[nodiscard]] Result<std::vector<ObjectInfo>> putAll(std::span<const NewObject> objects, unsigned threads = 2);
    /// The same for a file of any size, read in blocks.
    [[nodiscard]] Result<ObjectInfo> putFile(const std::filesystem::path& file, const std::string& kind);
    /// Whole plaintext, authenticated and digest-checked; ErrorClass::Integrity when either fails.
    [[nodiscard]] Result<std::string> get(ObjectId id) const;
    /// Streams the plaintext in authenticated chunks.
    [[nodiscard]] Status read(ObjectId id, const std::function<Status(ByteView)>& chunk) const;
    [[nodiscard]] Result<ObjectInfo> info(ObjectId id) const;
    /// Deletes the row and with it the only key: from the commit on the bytes are gone for good. The file itself goes with
    /// the next sweep.
    [[nodiscard]] Status dispose(ObjectId id);
    /// Where the file of an object lies, for backups; "aa/aabb…" below the folder.
    [[nodiscard]] Status eachFile(const std::function<bool(const std::string& relative)>& file) const;
    /// Removes files that no row names; gives their number.
    [[nodiscard]] Result<int> sweepOrphans();

private:
    struct Sealed;
    /// Reads the next block of plaintext into the buffer; 0 bytes at the end.
    using Source = std::function<Result<std::size_t>(std::span<std::uint8_t>)>;
    [[nodiscard]] static Source sourceOf(ByteView bytes);
    [[nodiscard]] Result<Sealed> named();
    [[nodiscard]] Status seal(Sealed& object, const Source& source) const;
    [[nodiscard]] Result<ObjectInfo> insert(Sealed&& object, const std::string& kind);
    [[nodiscard]] Result<ObjectInfo> store(const Source& source, const std::string& kind);

    std::filesystem::path folder_;
    Database& db_;
    Random& random_;
};

} // namespace oxseal
