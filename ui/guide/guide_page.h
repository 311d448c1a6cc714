// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/page.h"

class QListWidget;
class QTextBrowser;

namespace oxseal::ui {

/// The guide that comes with the program: index at the left, text at the right. Links lead to other pages of the guide only.
class GuidePage final : public Page
{
    Q_OBJECT

public:
    explicit GuidePage(Session& session);
    void open(const QString& object) override; ///< key of a guide page or of a page of the window
    void reload() override;

private:
    void showEntry(int row);
    void follow(const QUrl& link);

    QListWidget* index_ = nullptr;
    QTextBrowser* text_ = nullptr;
};

} // namespace oxseal::ui
