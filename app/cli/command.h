// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/json.h"
#include "models/core/result.h"
#include "storage/workspace/workspace.h"

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal::cli {

inline constexpr ErrorCode kUnknownNoun{"cli.unknown_noun", ErrorClass::Usage};
inline constexpr ErrorCode kUnknownVerb{"cli.unknown_verb", ErrorClass::Usage};
inline constexpr ErrorCode kUnknownOption{"cli.unknown_option", ErrorClass::Usage};
inline constexpr ErrorCode kMissingValue{"cli.missing_value", ErrorClass::Usage};
inline constexpr ErrorCode kMissingOption{"cli.missing_option", ErrorClass::Usage};
inline constexpr ErrorCode kMissingArgument{"cli.missing_argument", ErrorClass::Usage};
inline constexpr ErrorCode kExtraArgument{"cli.extra_argument", ErrorClass::Usage};
inline constexpr ErrorCode kBadValue{"cli.bad_value", ErrorClass::Usage};
/// Two options that name the same thing twice.
inline constexpr ErrorCode kOptionsExclude{"cli.options_exclude", ErrorClass::Usage};
inline constexpr ErrorCode kNotYet{"cli.not_yet", ErrorClass::Usage};
inline constexpr ErrorCode kNoPassphrase{"cli.no_passphrase", ErrorClass::Denied};
inline constexpr ErrorCode kPassphraseFile{"cli.passphrase_file", ErrorClass::Denied};
inline constexpr ErrorCode kCannotRead{"cli.cannot_read", ErrorClass::Input};
inline constexpr ErrorCode kCannotWrite{"cli.cannot_write", ErrorClass::Internal};
inline constexpr ErrorCode kNoFolder{"cli.no_folder", ErrorClass::Input};
inline constexpr ErrorCode kNotAFile{"cli.not_a_file", ErrorClass::Input};
inline constexpr ErrorCode kFileExists{"cli.file_exists", ErrorClass::Usage};
/// The file to write is one that the call reads or writes for something else, whatever path or link names it.
inline constexpr ErrorCode kOutputIsNamed{"cli.output_is_named", ErrorClass::Usage};

/// Exit codes of architecture.md.
enum ExitCode { kDone = 0, kNegative = 1, kUsage = 2, kDenied = 3, kBadInput = 4, kBusy = 5, kIntegrity = 6, kInternal = 70 };
[[nodiscard]] int exitCodeOf(const Error& error);

/// One parsed call. stdout carries the result only, progress goes to stderr.
class Call
{
public:
    Call(std::ostream& out, std::ostream& err, Environment environment)
        : out_(out), err_(err), environment_(std::move(environment)) { }

    [[nodiscard]] std::ostream& out() { return out_; }
    [[nodiscard]] std::ostream& err() { return err_; }
    [[nodiscard]] const Environment& environment() const { return environment_; }
    [[nodiscard]] const std::string& noun() const { return noun_; }
    [[nodiscard]] const std::string& verb() const { return verb_; }

    /// Positional arguments after noun and verb.
    [[nodiscard]] const std::vector<std::string>& arguments() const { return arguments_; }
    /// Every option that was given with its values, flags with none.
    [[nodiscard]] const std::map<std::string, std::vector<std::string>, std::less<>>& options() const { return options_; }
    [[nodiscard]] Result<std::string> argument(std::size_t index, const char* what) const;
    [[nodiscard]] bool has(std::string_view option) const { return options_.find(option) != options_.end(); }
    [[nodiscard]] bool flag(std::string_view option) const { return has(option); }
    /// Last value of an option; nullopt when it was not given.
    [[nodiscard]] std::optional<std::string> value(std::string_view option) const;
    [[nodiscard]] std::vector<std::string> values(std::string_view option) const; ///< repeated options
    [[nodiscard]] Result<std::string> required(std::string_view option) const;
    [[nodiscard]] Result<Day> requiredDay(std::string_view option) const;
    [[nodiscard]] bool json() const { return has("--json"); }

    /// Opens the workspace named by the first positional argument for the person of --user, with the passphrase from
    /// --passphrase-file, OXSEAL_PASSPHRASE_FILE or the terminal. Later arguments start at index 1.
    [[nodiscard]] Result<std::unique_ptr<Workspace>> open(bool readOnly = false);
    /// The passphrase alone (same sources); `option` lets a verb ask for a second one.
    [[nodiscard]] Result<Secret> passphrase(std::string_view option = "--passphrase-file", const char* prompt = "Passphrase");
    /// --reason, required by writing verbs.
    [[nodiscard]] Result<std::string> reason() const { return required("--reason"); }

    /// With --json the pretty JSON, else the text for people (a final newline is added to either).
    void print(const Json& json, const std::string& text);

private:
    friend class Runner;
    std::ostream& out_;
    std::ostream& err_;
    Environment environment_;
    std::string noun_;
    std::string verb_;
    std::vector<std::string> arguments_;
    std::map<std::string, std::vector<std::string>, std::less<>> options_;
};

/// A file that a verb writes when the option is given.
struct WrittenFile
{
    std::string option;
    /// With its line end, the first line of every such file when the program that made a file can be told from it: what it wrote itself is
    /// written again without a question, as engines on files are called again and again. Else empty.
    std::string firstLine;
};

/// One verb of the command line, as data. `options`: "--name=" takes a value, "--name" is a flag; --json, --user=,
/// --passphrase-file=, --reason=, --fail-on-findings and --force are known to every verb.
struct Verb
{
    std::string noun;
    std::string verb; ///< "" for nouns that act by themselves (inspect, match, deadlines, verify …)
    std::string synopsis; ///< e.g. "deadlines --filer laf|af|naf --year-end YYYY-MM-DD"; first line in the help
    std::vector<std::string> options;
    /// The exit code (kDone, kNegative), or an error. Empty for a verb of a later release: "not yet", exit 2.
    std::function<Result<int>(Call&)> run;
    std::vector<WrittenFile> writes{{"--out", {}}, {"--code-file", {}}, {"--dump", {}}, {"--ics", {}}};
};

/// All verbs. Each noun's file adds its own.
using Registry = std::vector<Verb>;
[[nodiscard]] const Registry& registry();

/// Runs one command line (without the program's name). Prints errors itself. Tests call this in process.
[[nodiscard]] int run(const std::vector<std::string>& words, std::ostream& out, std::ostream& err, const Environment& environment);

/// Whole file as bytes, with a clear error.
[[nodiscard]] Result<std::string> readFile(const std::filesystem::path& path);
/// Writes atomically (temporary file, rename). kNoFolder, kCannotWrite.
[[nodiscard]] Status writeFile(const std::filesystem::path& path, std::string_view bytes);

// One per noun file in app/cli/.
void addWorkspaceVerbs(Registry&); // new, backup
void addPenVerbs(Registry&); // pen
void addUserVerbs(Registry&); // user, company
void addLedgerVerbs(Registry&); // ledger
void addImportVerbs(Registry&); // inspect, import
void addAccessVerbs(Registry&); // access compare, review
void addSodVerbs(Registry&); // sod
void addSodAdviceVerbs(Registry&); // sod fix, what-if
void addMirrorVerbs(Registry&); // reconcile mirror, mirror-pair, rate, mirror-sign
void addProcessorVerbs(Registry&); // reconcile processor, processor-name, processor-retire, processor-sign
void addDocumentVerbs(Registry&); // report, work-order, accepted, schedule report, binder: documents as PDF
void addSodCompensateVerb(Registry&); // sod compensate
void addSodDidDoVerb(Registry&); // sod did-do
void addSodRuleVerbs(Registry&); // sod rules, diff, approve, reject, export
void addMatchVerbs(Registry&); // match, reconcile
void addControlVerbs(Registry&); // control, evidence
void addCalendarVerbs(Registry&); // deadlines, incident-due, filer-status, calendar
void addCertifyVerbs(Registry&); // readiness, certify
void addPacketVerbs(Registry&); // packet, verify
void addDemoVerbs(Registry&); // demo
void addLaterVerbs(Registry&); // register, hold, watch: later releases

} // namespace oxseal::cli
