// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "storage/export/pdf_report.h"

#include <QCoreApplication>

#include <iostream>
#include <string>
#include <vector>

int main(int argc, char** argv)
{
    const std::vector<std::string> words(argv + 1, argv + argc);
    // Hidden: the child that draws PDFs (storage/packet/render_client).
    if (words.size() == 1 && words.front() == "--render")
        return oxseal::exporting::renderMain(argc, argv);
    QCoreApplication application(argc, argv);
    return oxseal::cli::run(words, std::cout, std::cerr, oxseal::Environment::system());
}
