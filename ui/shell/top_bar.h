// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;
class QToolButton;

namespace oxseal::ui {

class Session;

/// Company and entity, period, search box, person. Everything in it is reached by Tab and named.
class TopBar final : public QFrame
{
    Q_OBJECT

public:
    explicit TopBar(QWidget* parent = nullptr);
    void setSession(Session* session);
    void setHistory(bool canGoBack, bool canGoForward);

Q_SIGNALS:
    void back();
    void forward();
    void search();
    void lock();
    void settings();

private:
    void refresh();
    void showEntities();
    void showPeriods();
    void showPerson();

    Session* session_ = nullptr;
    QToolButton* back_ = nullptr;
    QToolButton* forward_ = nullptr;
    QPushButton* entity_ = nullptr;
    QPushButton* period_ = nullptr;
    QPushButton* search_ = nullptr;
    QPushButton* person_ = nullptr;
};

} // namespace oxseal::ui
