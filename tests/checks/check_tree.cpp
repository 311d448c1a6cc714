// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of the tree that no compiler knows, as tests: check_tree RULE SOURCE_DIR [EXECUTABLE…]. Prints each breach with
// its place and exits 1 when there is one. Needs nothing but the C++ library (and nm for `symbols`).
#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

fs::path root;
int breaches = 0;
int looked = 0;

void breach(const std::string& place, const std::string& what)
{
    std::printf("%s: %s\n", place.c_str(), what.c_str());
    ++breaches;
}

std::string read(const fs::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

bool startsWith(const std::string& text, const std::string& prefix) { return text.rfind(prefix, 0) == 0; }
bool endsWith(const std::string& text, const std::string& suffix)
{
    return text.size() >= suffix.size() && text.compare(text.size() - suffix.size(), suffix.size(), suffix) == 0;
}
bool isCode(const std::string& path) { return endsWith(path, ".cpp") || endsWith(path, ".h"); }

/// Files below the named top folders, relative to the root, sorted.
std::vector<std::string> filesBelow(const std::vector<std::string>& folders)
{
    std::vector<std::string> all;
    for (const auto& folder : folders) {
        if (!fs::exists(root / folder))
            continue;
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            const auto relative = entry.path().lexically_relative(root).generic_string();
            if (entry.is_regular_file() && !startsWith(relative, "tests/checks/bad_tree/"))
                all.push_back(relative);
        }
    }
    std::sort(all.begin(), all.end());
    return all;
}

std::string place(const std::string& file, const std::string& text, std::size_t at)
{
    return file + ":" + std::to_string(1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

struct Include
{
    std::string name;
    bool quoted;
    std::size_t at;
};

std::vector<Include> includesOf(const std::string& text)
{
    static const std::regex pattern(R"((^|\n)[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"])");
    std::vector<Include> all;
    for (auto it = std::sregex_iterator(text.begin(), text.end(), pattern); it != std::sregex_iterator(); ++it)
        all.push_back({(*it)[3], (*it)[2] == "\"", static_cast<std::size_t>(it->position(2))});
    return all;
}

std::string part(const std::string& path, std::size_t index)
{
    std::size_t from = 0;
    for (; index > 0; --index) {
        from = path.find('/', from);
        if (from == std::string::npos)
            return {};
        ++from;
    }
    return path.substr(from, path.find('/', from) - from);
}

/// Why `file` may not include the project header `target`; "" when it may.
std::string forbidden(const std::string& file, const std::string& target)
{
    const std::string from = part(file, 0);
    const std::string to = part(target, 0);
    if (from == "models") {
        if (to != "models")
            return "models include models only";
        const std::string a = part(file, 1);
        const std::string b = part(target, 1);
        if (a == b || b == "core" || b == "people" || a == "certification" || (a == "sod" && b == "access"))
            return {};
        return "models/" + a + " may not use models/" + b;
    }
    if (from == "storage") {
        if (to != "models" && to != "storage")
            return "storage includes models and storage only";
        if (part(target, 1) == "export" && part(file, 1) != "export")
            return "nothing in storage links the export library";
        return {};
    }
    if (from == "ui") {
        static const std::set<std::string> open{"actions", "reads", "documents", "texts", "export", "workspace"};
        if (to == "ui" || to == "models" || (to == "storage" && open.count(part(target, 1)) != 0))
            return {};
        // Secrets pass through the window on their way to an action.
        return target == "storage/crypto/secret.h" ? "" : "ui may use models and storage/{actions,reads,documents,texts,export} only";
    }
    if (from == "app")
        return to == "tests" ? "products do not include tests" : "";
    return {};
}

/// Why `file` may not include the system header `name`; "" when it may.
std::string forbiddenSystem(const std::string& file, const std::string& name)
{
    const std::string from = part(file, 0);
    const std::string folder = part(file, 1);
    if (startsWith(name, "botan/") && !(from == "storage" && (folder == "crypto" || folder == "signing")))
        return "Botan stays in storage/crypto and storage/signing";
    if ((startsWith(name, "sqlcipher/") || name == "sqlite3.h") && !(from == "storage" && folder == "db"))
        return "SQLite stays in storage/db";
    if (startsWith(name, "QSql") || startsWith(name, "QtSql"))
        return "QtSql is used nowhere";
    if (from == "models") {
        static const std::set<std::string> no{"fstream", "filesystem", "random", "iostream", "QFile", "QDateTime", "QDir",
            "QRandomGenerator", "unistd.h", "sys/stat.h"};
        if (no.count(name) != 0)
            return "models touch no files, clock or randomness";
    }
    if ((from == "models" || (from == "storage" && folder != "export"))
        && std::regex_match(name, std::regex("(QtGui|QtWidgets).*|QWidget|QPainter|QImage|QPixmap|QFont|QColor|QTextDocument|QPdfWriter|QPageSize")))
        return "no GUI header here";
    return {};
}

void checkLayers()
{
    for (const auto& file : filesBelow({"models", "storage", "ui", "app", "tests"})) {
        if (!isCode(file))
            continue;
        const std::string text = read(root / file);
        for (const Include& include : includesOf(text)) {
            ++looked;
            const std::string where = place(file, text, include.at);
            if (!include.quoted) {
                const std::string why = part(file, 0) == "tests" ? "" : forbiddenSystem(file, include.name);
                if (!why.empty())
                    breach(where, "<" + include.name + ">: " + why);
                continue;
            }
            if (endsWith(include.name, ".moc") || startsWith(include.name, "ui_"))
                continue;
            if (startsWith(include.name, ".") || !fs::exists(root / include.name)) {
                breach(where, "\"" + include.name + "\" is not written from the repository's root");
                continue;
            }
            const std::string why = part(file, 0) == "tests" ? "" : forbidden(file, include.name);
            if (!why.empty())
                breach(where, "\"" + include.name + "\": " + why);
        }
    }
}

void checkModelTests()
{
    std::set<std::string> tested;
    for (const auto& file : filesBelow({"tests/models"})) {
        // A test may reach its unit through a helper header beside it.
        if (!isCode(file) || !startsWith(file, "tests/models/"))
            continue;
        for (const Include& include : includesOf(read(root / file)))
            tested.insert(include.name);
    }
    for (const auto& file : filesBelow({"models"})) {
        if (!endsWith(file, ".cpp"))
            continue;
        ++looked;
        const std::string header = file.substr(0, file.size() - 4) + ".h";
        if (fs::exists(root / header) && tested.count(header) == 0)
            breach(file, "no test includes " + header);
    }
}

struct Literal
{
    std::string text;
    std::size_t at;
};

/// String literals of C++ code, neighbouring ones joined; comments skipped.
std::vector<Literal> literalsOf(const std::string& code)
{
    std::vector<Literal> all;
    std::size_t lastEnd = std::string::npos;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (code.compare(i, 2, "//") == 0) {
            i = std::min(code.find('\n', i), code.size());
        } else if (code.compare(i, 2, "/*") == 0) {
            i = std::min(code.find("*/", i), code.size()) + 1;
        } else if (code[i] == '\'' && (i == 0 || std::isalnum(static_cast<unsigned char>(code[i - 1])) == 0)) {
            for (++i; i < code.size() && code[i] != '\''; ++i)
                i += code[i] == '\\' ? 1U : 0U;
        } else if (code[i] == '"') {
            const std::size_t begin = i;
            std::string text;
            if (i > 0 && code[i - 1] == 'R') {
                const std::size_t open = code.find('(', i);
                const std::string close = ")" + code.substr(i + 1, open - i - 1) + "\"";
                const std::size_t end = code.find(close, open);
                text = code.substr(open + 1, end - open - 1);
                i = end + close.size() - 1;
            } else {
                for (++i; i < code.size() && code[i] != '"'; ++i) {
                    if (code[i] == '\\')
                        ++i;
                    text.push_back(code[i]);
                }
            }
            const bool joins = lastEnd != std::string::npos
                && code.find_first_not_of(" \t\n", lastEnd + 1) == begin;
            if (joins)
                all.back().text += text;
            else
                all.push_back({text, begin});
            lastEnd = i;
        }
    }
    return all;
}

bool mayHoldSql(const std::string& file)
{
    for (const char* folder : {"storage/repos/", "storage/reads/", "storage/ledger/", "storage/schema/", "storage/db/"}) {
        if (startsWith(file, folder))
            return true;
    }
    return false;
}

void checkSql()
{
    static const std::regex sql(R"((SELECT[\s\S]+FROM\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|CREATE\s+(TABLE|INDEX|TRIGGER|VIEW)\s|PRAGMA\s))");
    for (const auto& file : filesBelow({"models", "storage", "ui", "app"})) {
        if (!isCode(file) || mayHoldSql(file))
            continue;
        ++looked;
        const std::string text = read(root / file);
        for (const Literal& literal : literalsOf(text)) {
            if (std::regex_search(literal.text, sql))
                breach(place(file, text, literal.at), "SQL outside its folders");
        }
    }
}

int wordsIn(const std::string& text)
{
    static const std::regex word("(^|[ \\n(\"])[A-Za-z][a-z']*");
    return static_cast<int>(std::distance(std::sregex_iterator(text.begin(), text.end(), word), std::sregex_iterator()));
}

void checkSentences()
{
    for (const auto& file : filesBelow({"models", "storage", "app"})) {
        // The demo company's own papers are data, as if they came from outside.
        if (!isCode(file) || startsWith(file, "storage/texts/") || startsWith(file, "app/demo/"))
            continue;
        ++looked;
        const std::string text = read(root / file);
        for (const Literal& literal : literalsOf(text)) {
            const std::string& words = literal.text;
            if (endsWith(words, ".") && std::isupper(static_cast<unsigned char>(words.front())) != 0 && wordsIn(words) >= 4)
                breach(place(file, text, literal.at), "a sentence outside storage/texts: \"" + words.substr(0, 60) + "\"");
        }
    }
}

void checkErrorTexts()
{
    std::map<std::string, int> texts;
    static const std::regex entry(R"rx(\{\s*"([a-z0-9_.-]+)"\s*,\s*"(.))rx");
    for (const auto& file : filesBelow({"storage/texts"})) {
        const std::string text = read(root / file);
        for (auto it = std::sregex_iterator(text.begin(), text.end(), entry); it != std::sregex_iterator(); ++it) {
            if ((*it)[2] != "\"" && ++texts[(*it)[1]] == 2)
                breach(file, "the id " + (*it)[1].str() + " has two texts");
        }
    }
    static const std::regex code(R"rx(ErrorCode\s+k\w+\s*\{\s*"([^"]+)")rx");
    for (const auto& file : filesBelow({"models", "storage", "ui", "app"})) {
        if (!isCode(file))
            continue;
        std::string text = read(root / file);
        for (std::size_t at = text.find("//"); at != std::string::npos; at = text.find("//", at)) {
            for (; at < text.size() && text[at] != '\n'; ++at)
                text[at] = ' '; // an example in a comment defines nothing
        }
        for (auto it = std::sregex_iterator(text.begin(), text.end(), code); it != std::sregex_iterator(); ++it) {
            ++looked;
            if (texts.find((*it)[1]) == texts.end())
                breach(place(file, text, static_cast<std::size_t>(it->position(0))), "no text for " + (*it)[1].str());
        }
    }
}

/// Two types of one name in one namespace are one type for the linker, whatever they hold: members are then read from the wrong
/// places. Types in anonymous namespaces and inside others are their own.
void checkOneName()
{
    static const std::regex type(R"(^(struct|class|enum class) (\w+)( final)?( : [^;]*)?\s*(\{.*)?$)");
    static const std::regex space(R"(^namespace ([\w:]+) \{)");
    std::map<std::string, std::string> first;
    for (const auto& file : filesBelow({"models", "storage", "ui", "app"})) {
        if (!isCode(file))
            continue;
        std::string in;
        bool anonymous = false;
        std::size_t number = 0;
        std::string text = read(root / file);
        for (std::size_t from = 0; from < text.size();) {
            const std::size_t end = std::min(text.find('\n', from), text.size());
            const std::string line = text.substr(from, end - from);
            from = end + 1;
            ++number;
            std::smatch found;
            if (std::regex_search(line, found, space))
                in = found[1];
            else if (line == "namespace {")
                anonymous = true;
            else if (line == "} // namespace")
                anonymous = false;
            else if (!anonymous && std::regex_match(line, found, type)) {
                ++looked;
                const auto [at, fresh] = first.try_emplace(in + "::" + found[2].str(), file);
                if (!fresh && at->second != file)
                    breach(file + ":" + std::to_string(number), at->first + " is another type in " + at->second);
            }
        }
    }
}

void checkLicences()
{
    for (const auto& file : filesBelow({"models", "storage", "ui", "app", "tests", "resources", "installer"})) {
        const bool asked = isCode(file) || endsWith(file, ".sql") || endsWith(file, ".cmake") || endsWith(file, ".sh")
            || endsWith(file, "CMakeLists.txt");
        if (!asked || startsWith(file, "tests/data/"))
            continue;
        ++looked;
        const std::string head = read(root / file).substr(0, 200);
        if (head.find("SPDX-License-Identifier: GPL-3.0-or-later") == std::string::npos)
            breach(file, "no SPDX line");
    }
}

void checkSymbols(const std::vector<std::string>& executables)
{
    for (const auto& executable : executables) {
        ++looked;
        const std::string command = "nm -D --defined-only '" + executable + "'";
        FILE* pipe = popen(command.c_str(), "r");
        std::string out;
        std::array<char, 4096> block{};
        for (std::size_t count = 0; pipe != nullptr && (count = std::fread(block.data(), 1, block.size(), pipe)) > 0;)
            out.append(block.data(), count);
        if (pipe == nullptr || pclose(pipe) != 0)
            breach(executable, "nm failed");
        if (const auto at = out.find(" sqlite3_"); at != std::string::npos)
            breach(executable, "exports" + out.substr(at, out.find('\n', at) - at));
    }
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 3)
        return 2;
    const std::string rule = argv[1];
    root = argv[2];
    if (rule == "layers")
        checkLayers();
    else if (rule == "model-tests")
        checkModelTests();
    else if (rule == "sql")
        checkSql();
    else if (rule == "sentences")
        checkSentences();
    else if (rule == "error-texts")
        checkErrorTexts();
    else if (rule == "one-name")
        checkOneName();
    else if (rule == "licences")
        checkLicences();
    else if (rule == "symbols")
        checkSymbols({argv + 3, argv + argc});
    else
        return 2;
    std::printf("%s: %d looked at, %d breaches\n", rule.c_str(), looked, breaches);
    return breaches == 0 && looked > 0 ? 0 : 1;
}
