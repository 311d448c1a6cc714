// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/workspace/backup.h"

#include "storage/crypto/hash.h"
#include "storage/crypto/keyring.h"
#include "storage/files/durable_file.h"
#include "storage/files/fault_point.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <set>

namespace oxseal {
namespace {

namespace fs = std::filesystem;
constexpr const char* kList = "backup.json";

tl::unexpected<Error> failed(const fs::path& path, const std::string& why) { return fail(kBackupFailed, path.string(), {why}); }

struct ListedFile
{
    std::string path; ///< relative, '/'-separated
    std::uint64_t size = 0;
    Digest sha256;
};

Result<ListedFile> measured(const fs::path& root, const std::string& relative)
{
    std::ifstream in(root / relative, std::ios::binary);
    if (!in)
        return fail(kBackupDamaged, relative, {relative});
    ListedFile file{relative, 0, {}};
    Sha256 hasher;
    std::array<char, 1 << 16> block{};
    while (in.read(block.data(), block.size()) || in.gcount() > 0) {
        const auto count = static_cast<std::size_t>(in.gcount());
        hasher.update(std::string_view(block.data(), count));
        file.size += count;
    }
    if (in.bad())
        return fail(kBackupDamaged, relative, {relative});
    file.sha256 = hasher.finish();
    return file;
}

Status copyOne(const fs::path& fromRoot, const fs::path& toRoot, const std::string& relative)
{
    const auto target = toRoot / relative;
    std::error_code status;
    fs::create_directories(target.parent_path(), status);
    if (!fs::copy_file(fromRoot / relative, target, status))
        return failed(target, status.message());
    const int fd = ::open(target.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = fd >= 0 && ::fsync(fd) == 0;
    const std::string why = std::strerror(errno);
    if (fd >= 0)
        ::close(fd);
    if (!synced)
        return failed(target, why);
    faultPoint("backup.file");
    return {};
}

/// The folder beside `target` in which a copy grows; removed again unless it is renamed to its place.
class Growing
{
public:
    static Result<Growing> beside(const fs::path& target)
    {
        std::error_code status;
        if (fs::exists(target, status))
            return fail(kBackupExists, target.string());
        auto normal = target.lexically_normal();
        if (!normal.has_filename())
            normal = normal.parent_path();
        Growing growing;
        growing.place_ = normal;
        growing.path_ = normal;
        growing.path_ += ".part";
        fs::remove_all(growing.path_, status);
        if (!fs::create_directories(growing.path_, status))
            return failed(growing.path_, status.message());
        fs::permissions(growing.path_, fs::perms::owner_all, status);
        return growing;
    }
    Growing(Growing&& other) noexcept : place_(std::move(other.place_)), path_(std::move(other.path_)) { other.path_.clear(); }
    Growing& operator=(Growing&&) = delete;
    ~Growing()
    {
        std::error_code status;
        if (!path_.empty())
            fs::remove_all(path_, status);
    }
    const fs::path& path() const { return path_; }
    Status finish()
    {
        for (const auto& entry : fs::recursive_directory_iterator(path_)) {
            if (entry.is_directory())
                OXSEAL_CHECK(systemFiles().syncFolder(entry.path()));
        }
        OXSEAL_CHECK(systemFiles().syncFolder(path_));
        std::error_code status;
        fs::rename(path_, place_, status);
        if (status)
            return failed(place_, status.message());
        path_.clear();
        return systemFiles().syncFolder(place_.has_parent_path() ? place_.parent_path() : fs::path("."));
    }

private:
    Growing() = default;
    fs::path place_;
    fs::path path_;
};

Json jsonOf(const BackupSummary& summary, const std::vector<ListedFile>& files)
{
    Json list{Json::Array{}};
    for (const ListedFile& file : files)
        list.push(Json().set("path", file.path).set("size", static_cast<std::int64_t>(file.size)).set("sha256", file.sha256.hex()));
    return Json()
        .set("format", "oxseal-backup")
        .set("v", 1)
        .set("workspace", summary.workspaceId)
        .set("made", summary.made.iso())
        .set("ledger_size", static_cast<std::int64_t>(summary.head.size))
        .set("ledger_root", summary.head.root.hex())
        .set("files", list);
}

/// A listed path stays inside the backup: no absolute path, no "..".
bool inside(const std::string& path)
{
    const fs::path p(path);
    return !path.empty() && p.is_relative() && p.lexically_normal() == p && *p.begin() != "..";
}

struct ReadList
{
    BackupSummary summary;
    std::vector<ListedFile> files;
};

Result<ReadList> readList(const fs::path& backup)
{
    const auto bytes = systemFiles().read(backup / kList, 256U << 20U);
    if (!bytes)
        return fail(kBackupNotOne, backup.string());
    const auto json = parseJson(*bytes);
    if (!json || (*json)["format"] != Json("oxseal-backup") || (*json)["v"] != Json(1))
        return fail(kBackupNotOne, kList);
    ReadList list;
    const auto made = Instant::fromIso((*json)["made"].toString());
    const auto root = Digest::fromHex((*json)["ledger_root"].toString());
    if (!made || !root)
        return fail(kBackupNotOne, kList);
    list.summary = {(*json)["workspace"].toString(), *made,
        {static_cast<std::uint64_t>((*json)["ledger_size"].toInteger()), *root}, 0, 0};
    for (const Json& item : (*json)["files"].toArray()) {
        const auto digest = Digest::fromHex(item["sha256"].toString());
        if (!digest || !inside(item["path"].toString()) || item["size"].toInteger(-1) < 0)
            return fail(kBackupNotOne, kList);
        list.files.push_back({item["path"].toString(), static_cast<std::uint64_t>(item["size"].toInteger()), *digest});
    }
    return list;
}

} // namespace

Result<BackupSummary> makeBackup(
    Workspace& workspace, const fs::path& target, const std::string& reason, const Progress& progress)
{
    OXSEAL_TRY(Growing growing, Growing::beside(target));
    BackupSummary summary;
    summary.workspaceId = workspace.id();
    OXSEAL_CHECK(workspace.writeStatus(Permission::MakeBackup, reason, [&](UnitOfWork& unit) -> Status {
        summary.made = unit.now();
        unit.record({"backup.make", "workspace:" + workspace.id(), "workspace", {}, {}, {}});
        return {};
    }));
    OXSEAL_TRY(summary.head, workspace.ledgerHead());
    OXSEAL_CHECK(workspace.db().copyTo(growing.path() / "workspace.db"));
    faultPoint("backup.database");
    std::vector<std::string> paths{"workspace.db", Keyring::kFileName};
    OXSEAL_CHECK(workspace.objects().eachFile([&](const std::string& relative) {
        paths.push_back("objects/" + relative);
        return true;
    }));
    std::error_code status;
    fs::create_directories(growing.path() / "objects", status);
    std::vector<ListedFile> files;
    for (const std::string& path : paths) {
        if (path != "workspace.db")
            OXSEAL_CHECK(copyOne(workspace.folder(), growing.path(), path));
        OXSEAL_TRY(ListedFile copy, measured(growing.path(), path));
        if (path != "workspace.db") {
            OXSEAL_TRY(const ListedFile original, measured(workspace.folder(), path));
            if (original.sha256 != copy.sha256)
                return fail(kBackupDamaged, path, {path});
        }
        ++summary.files;
        summary.bytes += copy.size;
        files.push_back(std::move(copy));
        progress.at(summary.files, paths.size());
    }
    OXSEAL_CHECK(writeDurably(systemFiles(), growing.path() / kList, canonicalJson(jsonOf(summary, files))));
    faultPoint("backup.listed");
    OXSEAL_CHECK(growing.finish());
    return summary;
}

Result<BackupSummary> verifyBackup(const fs::path& backup, const Progress& progress)
{
    OXSEAL_TRY(ReadList list, readList(backup));
    std::set<std::string> named{kList};
    for (const ListedFile& file : list.files) {
        OXSEAL_TRY(const ListedFile found, measured(backup, file.path));
        if (found.size != file.size || found.sha256 != file.sha256)
            return fail(kBackupDamaged, file.path, {file.path});
        named.insert(file.path);
        ++list.summary.files;
        list.summary.bytes += file.size;
        progress.at(list.summary.files, list.files.size());
    }
    std::error_code status;
    for (const auto& entry : fs::recursive_directory_iterator(backup, status)) {
        const auto relative = entry.path().lexically_relative(backup).generic_string();
        if (!entry.is_directory(status) && named.find(relative) == named.end())
            return fail(kBackupDamaged, relative, {relative});
    }
    for (const char* needed : {"workspace.db", Keyring::kFileName}) {
        if (named.find(needed) == named.end())
            return fail(kBackupDamaged, needed, {needed});
    }
    return list.summary;
}

Result<BackupSummary> restoreBackup(const fs::path& backup, const fs::path& target, const Progress& progress)
{
    OXSEAL_TRY(const BackupSummary summary, verifyBackup(backup, progress));
    OXSEAL_TRY(const ReadList list, readList(backup));
    OXSEAL_TRY(Growing growing, Growing::beside(target));
    std::error_code status;
    fs::create_directories(growing.path() / "objects", status);
    for (const ListedFile& file : list.files) {
        OXSEAL_CHECK(copyOne(backup, growing.path(), file.path));
        OXSEAL_TRY(const ListedFile copy, measured(growing.path(), file.path));
        if (copy.sha256 != file.sha256)
            return fail(kBackupDamaged, file.path, {file.path});
    }
    OXSEAL_CHECK(growing.finish());
    return summary;
}

} // namespace oxseal
