// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/help.h"
#include "models/core/text.h"
#include "tests/support/test_main.h"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

using namespace oxseal;
namespace fs = std::filesystem;

/// The user guide: every page can be reached and printed, and every command in it is one that the program knows.
class TestGuide : public QObject
{
    Q_OBJECT

    std::map<std::string, std::string> pages_;

    /// Lines of the ```sh blocks, continued lines joined.
    static std::vector<std::string> commandsOf(const std::string& page)
    {
        std::vector<std::string> all;
        bool inside = false;
        std::string line;
        for (const std::string& raw : split(page, '\n')) {
            if (raw.rfind("```", 0) == 0) {
                inside = raw == "```sh";
                continue;
            }
            if (!inside)
                continue;
            line += raw;
            if (!line.empty() && line.back() == '\\') {
                line.back() = ' ';
                continue;
            }
            all.push_back(line);
            line.clear();
        }
        return all;
    }

    /// Words of a command as a shell would split them; quotes are all the guide uses.
    static std::vector<std::string> wordsOf(const std::string& command)
    {
        std::vector<std::string> words;
        std::string word;
        bool quoted = false;
        for (const char c : command) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ' ' && !quoted) {
                if (!word.empty())
                    words.push_back(word);
                word.clear();
            } else {
                word.push_back(c);
            }
        }
        if (!word.empty())
            words.push_back(word);
        return words;
    }

    static const cli::Verb* verbOf(const std::vector<std::string>& words)
    {
        const cli::Verb* found = nullptr;
        for (const cli::Verb& verb : cli::registry()) {
            if (words.size() < 2 || verb.noun != words[1])
                continue;
            if (verb.verb.empty() || (words.size() > 2 && verb.verb == words[2]))
                found = &verb;
        }
        return found;
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (const auto& entry : fs::directory_iterator(fs::path(OXSEAL_SOURCE_DIR) / "resources/guide")) {
            if (entry.path().extension() == ".md") // pictures lie beside them
                pages_[entry.path().stem().string()] = test::readFile(entry.path());
        }
        QVERIFY(pages_.size() > 10 && pages_.count("index") == 1);
    }

    void everyPageIsPrintedAndLinked()
    {
        for (const auto& [name, text] : pages_) {
            std::ostringstream out;
            QCOMPARE(cli::printHelp(out, "guide", name).value_or(-1), 0);
            COMPARE_STR(out.str(), text);
            QVERIFY2(name == "index" || pages_["index"].find("(" + name + ".md)") != std::string::npos, name.c_str());
            for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 1)) {
                const std::string target = text.substr(at + 2, text.find(')', at) - at - 2);
                QVERIFY2(pages_.count(target.substr(0, target.size() - 3)) == 1, (name + ": " + target).c_str());
            }
        }
        std::ostringstream out;
        QCOMPARE(cli::printHelp(out, "guide").value_or(-1), 0);
        COMPARE_STR(out.str(), pages_["index"]);
        for (const char* page : {"nothing", "../help/demo", "Index"})
            COMPARE_STR(cli::printHelp(out, "guide", page).error().id(), "cli.no_such_page");
    }

    void everyCommandIsKnown()
    {
        static const std::set<std::string> everywhere{"--user", "--passphrase-file", "--reason", "--json"};
        int looked = 0;
        for (const auto& [name, text] : pages_) {
            for (const std::string& command : commandsOf(text)) {
                const auto words = wordsOf(command);
                if (words.empty() || words[0] != "oxseal")
                    continue;
                ++looked;
                const cli::Verb* verb = verbOf(words);
                QVERIFY2(verb != nullptr && verb->run, (name + ": " + command).c_str());
                for (const std::string& word : words) {
                    if (word.rfind("--", 0) != 0 || everywhere.count(word) != 0)
                        continue;
                    const auto& options = verb->options;
                    const bool known = std::any_of(options.begin(), options.end(),
                        [&](const std::string& option) { return option == word || option == word + "="; });
                    QVERIFY2(known, (name + ": " + word + " in " + command).c_str());
                }
            }
        }
        QVERIFY(looked > 50);
    }
};

OXSEAL_TEST_CLASS(TestGuide);
#include "tst_guide.moc"
