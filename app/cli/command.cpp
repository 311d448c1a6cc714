// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "app/cli/deficiency_out.h"
#include "app/cli/help.h"
#include "app/cli/model_verbs.h"
#include "app/cli/terminal.h"
#include "app/cli/visible_out.h"
#include "app/cli/written_files.h"
#include "models/core/visible.h"
#include "storage/texts/texts.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

namespace oxseal::cli {

int exitCodeOf(const Error& error)
{
    switch (error.kind()) {
    case ErrorClass::Usage:
    case ErrorClass::Refused:
        return kUsage;
    case ErrorClass::Denied:
        return kDenied;
    case ErrorClass::Input:
        return kBadInput;
    case ErrorClass::Busy:
        return kBusy;
    case ErrorClass::Integrity:
        return kIntegrity;
    case ErrorClass::Cancelled:
    case ErrorClass::Internal:
        break;
    }
    return kInternal;
}

Result<std::string> Call::argument(std::size_t index, const char* what) const
{
    if (index >= arguments_.size())
        return fail(kMissingArgument, {}, {what, noun_});
    return arguments_[index];
}

std::optional<std::string> Call::value(std::string_view option) const
{
    const auto found = options_.find(option);
    return found == options_.end() || found->second.empty() ? std::nullopt
                                                            : std::optional<std::string>(found->second.back());
}

std::vector<std::string> Call::values(std::string_view option) const
{
    const auto found = options_.find(option);
    return found == options_.end() ? std::vector<std::string>() : found->second;
}

Result<std::string> Call::required(std::string_view option) const
{
    auto given = value(option);
    if (!given || given->empty())
        return fail(kMissingOption, {}, {std::string(option), noun_});
    return *given;
}

Result<Day> Call::requiredDay(std::string_view option) const
{
    OXSEAL_TRY(const std::string text, required(option));
    const auto day = Day::fromIso(text);
    if (!day)
        return fail(kBadValue, {}, {std::string(option), text, "a date is written 2026-09-30", noun_});
    return *day;
}

Result<Secret> Call::passphrase(std::string_view option, const char* prompt)
{
    std::optional<std::string> file = value(option);
    if (!file && option == "--passphrase-file") {
        if (const char* named = std::getenv("OXSEAL_PASSPHRASE_FILE"))
            file = named;
    }
    return file ? passphraseFromFile(*file) : passphraseFromTerminal(prompt);
}

Result<std::unique_ptr<Workspace>> Call::open(bool readOnly)
{
    OXSEAL_TRY(const std::string folder, argument(0, "The workspace folder"));
    OXSEAL_TRY(const std::string login, required("--user"));
    OXSEAL_TRY(const Secret secret, passphrase());
    return openWorkspace({folder, login, readOnly}, secret, environment_);
}

void Call::print(const Json& json, const std::string& text)
{
    out_ << (this->json() ? prettyJson(json) : text) << '\n';
}

Result<std::string> readFile(const std::filesystem::path& path)
{
    std::error_code status;
    if (!std::filesystem::is_regular_file(path, status))
        return fail(kCannotRead, path.string(), {status ? status.message() : "it is not a file"});
    std::ifstream in(path, std::ios::binary);
    if (!in)
        return fail(kCannotRead, path.string(), {"it cannot be opened"});
    return std::string(std::istreambuf_iterator<char>(in), {});
}

Status writeFile(const std::filesystem::path& path, std::string_view bytes)
{
    std::error_code status;
    if (const auto folder = path.parent_path(); !folder.empty() && !std::filesystem::is_directory(folder, status))
        return fail(kNoFolder, {}, {folder.string()});
    std::filesystem::path temporary = path;
    temporary += ".part";
    {
        std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        out.flush();
        if (!out)
            return fail(kCannotWrite, path.string(), {"the disk refused the bytes"});
    }
    std::filesystem::rename(temporary, path, status);
    if (status)
        return fail(kCannotWrite, path.string(), {status.message()});
    return {};
}

const Registry& registry()
{
    static const Registry all = [] {
        Registry verbs;
        addDemoVerbs(verbs);
        addWorkspaceVerbs(verbs);
        addPenVerbs(verbs);
        addUserVerbs(verbs);
        addImportVerbs(verbs);
        addAccessVerbs(verbs);
        addSodVerbs(verbs);
        addSodAdviceVerbs(verbs);
        addDocumentVerbs(verbs);
        addMirrorVerbs(verbs);
        addProcessorVerbs(verbs);
        addSodRuleVerbs(verbs);
        addSodDidDoVerb(verbs);
        addSodCompensateVerb(verbs);
        addMatchVerbs(verbs);
        addMonitorVerbs(verbs);
        addModelVerbs(verbs);
        addControlVerbs(verbs);
        addDeficiencyVerbs(verbs);
        addCalendarVerbs(verbs);
        addCertifyVerbs(verbs);
        addPacketVerbs(verbs);
        addLedgerVerbs(verbs);
        addLaterVerbs(verbs);
        return verbs;
    }();
    return all;
}

/// Finds the verb, sorts words into options and arguments, runs it and prints what went wrong.
class Runner
{
public:
    Runner(std::ostream& out, std::ostream& err, const Environment& environment) : call_(out, err, environment) { }

    int run(const std::vector<std::string>& words)
    {
        const auto code = dispatch(words);
        if (code)
            return *code;
        report(code.error(), std::find(words.begin(), words.end(), "--json") != words.end());
        return exitCodeOf(code.error());
    }

private:
    Result<int> dispatch(const std::vector<std::string>& words)
    {
        if (words.empty() || words[0] == "help" || words[0] == "--help" || words[0] == "-h")
            return printHelp(call_.out(), words.size() > 1 ? words[1] : std::string(), words.size() > 2 ? words[2] : std::string());
        if (words[0] == "--version") {
            call_.out() << "oxseal " << version() << '\n';
            return kDone;
        }
        const auto& all = registry();
        const auto named = [&](const Verb& verb) { return verb.noun == words[0]; };
        if (std::none_of(all.begin(), all.end(), named))
            return fail(kUnknownNoun, {}, {words[0]});
        const std::string second = words.size() > 1 ? words[1] : std::string();
        if (second == "--help" || second == "-h")
            return printHelp(call_.out(), words[0]);
        auto verb = std::find_if(all.begin(), all.end(), [&](const Verb& v) { return named(v) && v.verb == second; });
        std::size_t used = 2;
        if (verb == all.end() || second.empty()) {
            verb = std::find_if(all.begin(), all.end(), [&](const Verb& v) { return named(v) && v.verb.empty(); });
            used = 1;
        }
        if (verb == all.end())
            return fail(kUnknownVerb, {}, {words[0], second});
        if (!verb->run)
            return fail(kNotYet, {}, {verb->verb.empty() ? verb->noun : verb->noun + " " + verb->verb});
        call_.noun_ = verb->noun;
        call_.verb_ = verb->verb;
        OXSEAL_CHECK(sortWords(*verb, words, used));
        OXSEAL_CHECK(mayWrite(call_, *verb));
        return verb->run(call_);
    }

    static bool takesValue(const Verb& verb, const std::string& option, bool& known)
    {
        static const std::vector<std::string> everywhere{
            "--json", "--user=", "--passphrase-file=", "--reason=", "--fail-on-findings", "--force"};
        for (const auto* list : {&verb.options, &everywhere}) {
            if (std::find(list->begin(), list->end(), option + "=") != list->end())
                return known = true;
            if (std::find(list->begin(), list->end(), option) != list->end()) {
                known = true;
                return false;
            }
        }
        known = false;
        return false;
    }

    Status sortWords(const Verb& verb, const std::vector<std::string>& words, std::size_t at)
    {
        bool onlyArguments = false;
        for (; at < words.size(); ++at) {
            const std::string& word = words[at];
            if (word == "--" && !onlyArguments) {
                onlyArguments = true;
                continue;
            }
            if (onlyArguments || word.size() < 3 || word.compare(0, 2, "--") != 0) {
                call_.arguments_.push_back(word);
                continue;
            }
            const auto equals = word.find('=');
            const std::string option = word.substr(0, equals);
            bool known = false;
            const bool wantsValue = takesValue(verb, option, known);
            if (!known || (!wantsValue && equals != std::string::npos))
                return fail(kUnknownOption, {}, {option, verb.noun});
            auto& values = call_.options_[option];
            if (!wantsValue)
                continue;
            if (equals != std::string::npos)
                values.push_back(word.substr(equals + 1));
            else if (at + 1 < words.size())
                values.push_back(words[++at]);
            else
                return fail(kMissingValue, {}, {option});
        }
        return {};
    }

    void report(const Error& error, bool asJson)
    {
        const std::string what = texts::what(error);
        const std::string remedy = texts::remedy(error);
        if (asJson) {
            Json inner;
            inner.set("code", error.id()).set("what", what).set("where", error.place()).set("remedy", remedy);
            call_.out() << prettyJson(Json().set("error", inner)) << '\n';
            return;
        }
        call_.err() << "oxseal: " << visible(what);
        if (!error.place().empty() && what.find(error.place()) == std::string::npos)
            call_.err() << " (" << visible(error.place()) << ")";
        call_.err() << '\n';
        if (!remedy.empty())
            call_.err() << "        " << visible(remedy) << '\n';
    }

    Call call_;
};

int run(const std::vector<std::string>& words, std::ostream& out, std::ostream& err, const Environment& environment)
{
    if (std::find(words.begin(), words.end(), "--json") != words.end())
        return Runner(out, err, environment).run(words);
    VisibleOut shown(out);
    return Runner(shown, err, environment).run(words);
}

} // namespace oxseal::cli
