// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "storage/texts/texts.h"
#include "storage/workspace/backup.h"
#include "storage/workspace/verify_workspace.h"

#include <fcntl.h>
#include <unistd.h>

#include <ostream>

namespace oxseal::cli {
namespace {

inline constexpr ErrorCode kRecoveryFileExists{"cli.recovery_file_exists", ErrorClass::Usage};

/// The code is written for the owner's eyes only, and never over a file that is there.
Status writeRecoveryCode(const std::filesystem::path& file, const Secret& code)
{
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return fail(kCannotWrite, file.string(), {"it exists, or the folder cannot be written"});
    const bool done = ::write(fd, code.view().data(), code.size()) == static_cast<ssize_t>(code.size())
        && ::write(fd, "\n", 1) == 1 && ::fsync(fd) == 0;
    ::close(fd);
    if (!done)
        return fail(kCannotWrite, file.string(), {"the disk refused the bytes"});
    return {};
}

Result<int> create(Call& call)
{
    OXSEAL_TRY(const std::string folder, call.argument(0, "The workspace folder"));
    CreateOptions options;
    options.folder = folder;
    OXSEAL_TRY(options.company, call.required("--company"));
    OXSEAL_TRY(options.login, call.required("--user"));
    OXSEAL_TRY(options.name, call.required("--name"));
    const auto recoveryFile = call.value("--recovery-file");
    std::error_code status;
    if (recoveryFile && std::filesystem::exists(*recoveryFile, status))
        return fail(kRecoveryFileExists, *recoveryFile);
    OXSEAL_TRY(const Secret passphrase, call.passphrase("--passphrase-file", "New passphrase"));
    OXSEAL_TRY(CreatedWorkspace created, createWorkspace(options, passphrase, call.environment()));
    Json json;
    json.set("workspace", created.workspace->folder().string()).set("id", created.workspace->id());
    std::string text = "workspace " + created.workspace->id() + " in " + created.workspace->folder().string();
    if (recoveryFile) {
        OXSEAL_CHECK(writeRecoveryCode(*recoveryFile, created.recoveryCode));
        json.set("recovery_file", *recoveryFile);
        text += "\nrecovery code in " + *recoveryFile;
    } else {
        json.set("recovery_code", asText(created.recoveryCode.view()));
        text += "\nrecovery code: " + std::string(asText(created.recoveryCode.view()));
    }
    OXSEAL_CHECK(created.workspace->close());
    call.print(json, text);
    return kDone;
}

Progress progressOf(Call& call)
{
    Progress progress;
    progress.report = [&call](std::uint64_t done, std::uint64_t total) {
        call.err() << '\r' << done << '/' << total << std::flush;
        if (done == total)
            call.err() << '\n';
    };
    return progress;
}

void printSummary(Call& call, const BackupSummary& summary, const char* sentence)
{
    const Json json = Json()
                          .set("workspace", summary.workspaceId)
                          .set("made", summary.made.iso())
                          .set("ledger_size", static_cast<std::int64_t>(summary.head.size))
                          .set("ledger_root", summary.head.root.hex())
                          .set("files", static_cast<std::int64_t>(summary.files))
                          .set("bytes", static_cast<std::int64_t>(summary.bytes));
    call.print(json,
        texts::sentence(sentence) + "\n" + std::to_string(summary.files) + " files, " + std::to_string(summary.bytes)
            + " bytes, ledger of " + std::to_string(summary.head.size) + " entries, made " + summary.made.iso());
}

Result<int> backupMake(Call& call)
{
    OXSEAL_TRY(const std::string target, call.required("--to"));
    OXSEAL_TRY(const std::string reason, call.reason());
    OXSEAL_TRY(const auto workspace, call.open());
    OXSEAL_TRY([[maybe_unused]] const BackupSummary made, makeBackup(*workspace, target, reason, progressOf(call)));
    OXSEAL_TRY(const BackupSummary summary, verifyBackup(target));
    OXSEAL_CHECK(workspace->close());
    printSummary(call, summary, "backup.good");
    return kDone;
}

Result<int> backupVerify(Call& call)
{
    OXSEAL_TRY(const std::string folder, call.argument(0, "The backup folder"));
    OXSEAL_TRY(const BackupSummary summary, verifyBackup(folder, progressOf(call)));
    if (call.has("--user")) {
        // Opening leaves no trace in the backup: read-only, with the state folder of somebody who has seen nothing.
        OXSEAL_TRY(const std::string login, call.required("--user"));
        OXSEAL_TRY(const Secret passphrase, call.passphrase());
        OXSEAL_TRY(const LedgerVerification result, verifyBackupLedger(folder, login, passphrase, call.environment()));
        if (!result.intact() || !(result.head == summary.head)) {
            for (const Finding& finding : result.problems)
                call.err() << finding.subject << ": " << texts::what(finding) << '\n';
            return fail(kBackupDamaged, "workspace.db", {"workspace.db"});
        }
    }
    printSummary(call, summary, "backup.good");
    return kDone;
}

Result<int> backupRestore(Call& call)
{
    OXSEAL_TRY(const std::string folder, call.argument(0, "The backup folder"));
    OXSEAL_TRY(const std::string target, call.required("--to"));
    OXSEAL_TRY(const BackupSummary summary, restoreBackup(folder, target, progressOf(call)));
    printSummary(call, summary, "backup.restored");
    return kDone;
}

} // namespace

void addWorkspaceVerbs(Registry& verbs)
{
    verbs.push_back({"new", "", "new WORKSPACE --company NAME --user LOGIN --name \"FULL NAME\" [--recovery-file F]",
        {"--company=", "--name=", "--recovery-file="}, create});
    verbs.push_back({"backup", "make", "backup make WORKSPACE --to FOLDER --user U --reason TEXT", {"--to="}, backupMake});
    verbs.push_back({"backup", "verify", "backup verify FOLDER [--user U]", {}, backupVerify});
    verbs.push_back({"backup", "restore", "backup restore FOLDER --to WORKSPACE", {"--to="}, backupRestore});
}

} // namespace oxseal::cli
