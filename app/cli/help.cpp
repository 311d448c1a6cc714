// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/help.h"

#include "app/cli/command.h"

#include <QFile>

#include <algorithm>
#include <ostream>

namespace oxseal::cli {
namespace {

inline constexpr ErrorCode kNoSuchPage{"cli.no_such_page", ErrorClass::Usage};

std::string resource(const std::string& path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

void printVerb(std::ostream& out, const Verb& verb)
{
    out << "  oxseal " << verb.synopsis << (verb.run ? "" : "   [not yet]") << '\n';
}

Result<int> printGuide(std::ostream& out, const std::string& page)
{
    // Names of pages are plain words: nothing else of the resources can be asked for.
    const bool word = std::all_of(page.begin(), page.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const std::string text = word ? resource(":/guide/" + page + ".md") : std::string();
    if (text.empty())
        return fail(kNoSuchPage, {}, {page});
    out << text;
    return kDone;
}

} // namespace

const char* version() { return OXSEAL_VERSION; }

Result<int> printHelp(std::ostream& out, const std::string& noun, const std::string& page)
{
    if (noun == "guide")
        return printGuide(out, page.empty() ? "index" : page);
    if (noun.empty()) {
        out << resource(":/help/overview.txt") << '\n';
        for (const auto& verb : registry())
            printVerb(out, verb);
        return kDone;
    }
    bool known = false;
    for (const auto& verb : registry()) {
        if (verb.noun == noun) {
            known = true;
            printVerb(out, verb);
        }
    }
    if (!known)
        return fail(kUnknownNoun, {}, {noun});
    out << '\n' << resource(":/help/" + noun + ".txt");
    return kDone;
}

} // namespace oxseal::cli
