import { createApp } from "vue";
import App from "./App.vue";
import "./style.css";
import "./map/stage.css";
import "./panels/legend.css";
import "./panels/search.css";
import "./office/desk.css";

createApp(App).mount("#app");
