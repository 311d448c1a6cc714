// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/workspace/pen_request.h"

#include "models/core/json.h"
#include "storage/crypto/keyring.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

namespace oxseal {
namespace {

constexpr const char* kFolder = "pen";
constexpr std::size_t kLargest = 4096; ///< bytes of a request
constexpr int kMostFiles = 64; ///< looked at; more are somebody's mischief

struct flock wholeFile(short kind)
{
    struct flock range {};
    range.l_type = kind;
    range.l_whence = SEEK_SET;
    return range;
}

std::string signedText(const std::string& workspaceId, const Json& request)
{
    return "oxseal/" + workspaceId + "/pen\n" + canonicalJson(request) + "\n";
}

Json toJson(const PenRequest& request)
{
    Json json;
    json.set("v", 1)
        .set("person", request.person.value)
        .set("time", request.time.iso())
        .set("clock", name(request.clock))
        .set("host", request.host)
        .set("os_user", request.osUser)
        .set("holding", request.holding)
        .set("nonce", request.nonce);
    return json;
}

/// A file of the folder, opened so that neither a link nor a pipe laid there can lead astray or block.
class Found
{
public:
    explicit Found(const std::filesystem::path& file)
        : fd_(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK))
    {
    }
    ~Found()
    {
        if (fd_ >= 0)
            ::close(fd_);
    }
    Found(const Found&) = delete;
    Found& operator=(const Found&) = delete;

    [[nodiscard]] bool plain() const
    {
        struct stat about {};
        return fd_ >= 0 && ::fstat(fd_, &about) == 0 && S_ISREG(about.st_mode);
    }
    /// Its asker has it locked as long as he lives.
    [[nodiscard]] bool alive() const
    {
        struct flock probe = wholeFile(F_RDLCK);
        return ::fcntl(fd_, F_OFD_GETLK, &probe) == 0 && probe.l_type != F_UNLCK;
    }
    [[nodiscard]] std::string bytes() const
    {
        std::array<char, kLargest + 1> block{};
        const ssize_t count = ::pread(fd_, block.data(), block.size(), 0);
        if (count <= 0 || count > static_cast<ssize_t>(kLargest))
            return {};
        return {block.data(), static_cast<std::size_t>(count)};
    }

private:
    int fd_;
};

template <class Visit>
void eachFile(const std::filesystem::path& folder, Visit visit)
{
    std::error_code status;
    int left = kMostFiles;
    for (auto at = std::filesystem::directory_iterator(folder / kFolder, status);
         !status && at != std::filesystem::directory_iterator() && left > 0; at.increment(status), --left) {
        const Found file(at->path());
        if (file.plain())
            visit(at->path(), file);
    }
}

/// The login whose present session key signed, or nothing.
std::optional<std::string> signerOf(const Keyring& keyring, PersonId person, const std::string& sessionKey)
{
    for (const std::string& login : keyring.logins()) {
        const auto keys = keyring.keysOf(login);
        if (!keys || keys->person != person || keys->session != sessionKey || keys->signing.empty())
            continue;
        if (verifySigning(asBytes(keys->signing), asBytes(sessionStatement(keyring.workspaceId(), *keys)),
                asBytes(keys->certification)))
            return login;
    }
    return std::nullopt;
}

std::optional<PenRequest> parse(const std::string& bytes, const Keyring& keyring)
{
    const auto json = parseJson(bytes);
    if (!json)
        return std::nullopt;
    const Json& read = (*json)["request"];
    const auto time = Instant::fromIso(read["time"].toString());
    const auto clock = clockSourceFromName(read["clock"].toString());
    const auto key = fromHex((*json)["session_key"].toString());
    const auto signature = fromBase64((*json)["signature"].toString());
    if (!time || !clock || !key || !signature)
        return std::nullopt;
    PenRequest request{PersonId(read["person"].toInteger()), {}, *time, *clock, read["host"].toString(),
        read["os_user"].toString(), read["holding"].toString(), read["nonce"].toString()};
    const auto login = signerOf(keyring, request.person, *key);
    if (!login || !verifySession(asBytes(*key), asBytes(signedText(keyring.workspaceId(), read)), asBytes(*signature)))
        return std::nullopt;
    request.login = *login;
    return request;
}

} // namespace

Result<PenTicket> PenTicket::write(const std::filesystem::path& folder, const std::string& workspaceId, PenRequest request,
    ByteView sessionKey, const Sign& sign, Random& random)
{
    std::array<std::uint8_t, 16> nonce{};
    random.fill(nonce);
    request.nonce = toHex(nonce);
    const Json content = toJson(request);
    OXSEAL_TRY(const std::string signature, sign(asBytes(signedText(workspaceId, content))));
    Json file;
    file.set("request", content).set("session_key", toHex(sessionKey)).set("signature", toBase64(asBytes(signature)));
    const std::string bytes = canonicalJson(file);

    PenTicket ticket;
    ticket.file_ = folder / kFolder / (request.nonce + ".json");
    ticket.request_ = std::move(request);
    std::error_code status;
    std::filesystem::create_directories(folder / kFolder, status);
    // Locked before it is written: an empty file is no request yet, and a written one is never taken for a dead asker's.
    ticket.fd_ = ::open(ticket.file_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    struct flock range = wholeFile(F_WRLCK);
    if (ticket.fd_ < 0 || ::fcntl(ticket.fd_, F_OFD_SETLK, &range) != 0
        || ::write(ticket.fd_, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
        return fail(kPenCannotAsk, (folder / kFolder).string(), {std::strerror(errno)});
    return ticket;
}

PenTicket::~PenTicket() { withdraw(); }

PenTicket::PenTicket(PenTicket&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), file_(std::move(other.file_)), request_(std::move(other.request_))
{
}

PenTicket& PenTicket::operator=(PenTicket&& other) noexcept
{
    if (this != &other) {
        withdraw();
        fd_ = std::exchange(other.fd_, -1);
        file_ = std::move(other.file_);
        request_ = std::move(other.request_);
    }
    return *this;
}

void PenTicket::withdraw()
{
    if (fd_ < 0)
        return;
    ::unlink(file_.c_str());
    ::close(fd_);
    fd_ = -1;
}

std::vector<PenRequest> penRequests(
    const std::filesystem::path& folder, const Keyring& keyring, const std::string& holding)
{
    std::vector<PenRequest> all;
    eachFile(folder, [&](const std::filesystem::path& path, const Found& file) {
        if (!file.alive())
            return;
        auto request = parse(file.bytes(), keyring);
        // The name is the nonce: a copy beside the original, even one kept alive, counts once.
        if (request && request->holding == holding && path.filename() == request->nonce + ".json")
            all.push_back(std::move(*request));
    });
    std::sort(all.begin(), all.end(), [](const PenRequest& a, const PenRequest& b) {
        return a.time.micros != b.time.micros ? a.time.micros < b.time.micros : a.nonce < b.nonce;
    });
    return all;
}

void sweepPenRequests(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> dead;
    eachFile(folder, [&](const std::filesystem::path& path, const Found& file) {
        // One that is empty may be about to be locked and written.
        if (!file.alive() && !file.bytes().empty())
            dead.push_back(path);
    });
    std::error_code status;
    for (const auto& path : dead)
        std::filesystem::remove(path, status);
}

Result<PenView> lookAtPen(const std::filesystem::path& folder)
{
    PenView view;
    view.holder = WorkspaceLock::look(folder);
    bool any = false;
    eachFile(folder, [&](const std::filesystem::path&, const Found& file) { any = any || file.alive(); });
    // The keyring is read and its signatures are checked only when there is something to ask about.
    if (!any || !view.holder.held)
        return view;
    OXSEAL_TRY(const Keyring keyring, Keyring::load(folder));
    view.requests = penRequests(folder, keyring, view.holder.text);
    return view;
}

} // namespace oxseal
